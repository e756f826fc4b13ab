import { defineConfig } from "vitest/config";

/** The example's own tests, as a project of the package's: they use the package as it is built, and start the real server. */
export default defineConfig({
  test: {
    name: "backend",
    root: import.meta.dirname,
    include: ["test/**/*.test.ts"],
    globalSetup: ["../../test/package/build.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
