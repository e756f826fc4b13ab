import library, { type Builder } from "junit-report-builder";

/** A JUnit report to be filled. The package declares an ES module and is CommonJS: its builder stands under either name. */
export function newJunitReport(): Builder {
  const builder = [library, library.default].find(isBuilder);
  if (builder === undefined) throw new TypeError("junit-report-builder is not the one that is known");
  return builder.newBuilder();
}

function isBuilder(value: unknown): value is Builder {
  return typeof value === "object" && value !== null && "newBuilder" in value;
}
