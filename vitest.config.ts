import { defineConfig } from "vitest/config";

/** Tests of the package as it is installed; they need the build, which is brought up to date first. */
const built = ["test/package/**/*.test.ts", "test/**/*.built.test.ts"];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    // Vitest leaves one core free, which on two cores is half of them.
    maxWorkers: "100%",
    globalSetup: ["test/generate.ts"],
    setupFiles: ["test/seed.ts"],
    projects: [
      {
        extends: true,
        test: {
          name: "source",
          include: ["test/**/*.test.ts"],
          exclude: built,
          globalSetup: ["test/cli/bundle.ts"],
          setupFiles: ["test/cli/freshFolder.ts"],
          // Test files of a worker share the modules that they import: reading them anew for each took a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: "built", include: built, globalSetup: ["test/package/build.ts"], hookTimeout: 120_000 },
      },
    ],
  },
});
