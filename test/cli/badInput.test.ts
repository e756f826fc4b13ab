import { randomBytes } from "node:crypto";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { file, folder, type Result, run, start } from "./run.ts";

/** What every mistake has in common: exit code 2, nothing on standard output, no stack. */
function expectTold({ code, stdout, stderr }: Result, ...parts: readonly string[]): void {
  expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  for (const part of parts) expect(stderr).toContain(part);
  expect(stderr).not.toMatch(/^\s+at .*:\d+:\d+/m);
  expect(stderr).not.toContain("report it");
}

const wide = Array.from({ length: 100_000 }, (_, index) => `column ${index}`);
symlinkSync(join(folder, "loop-b.csv"), join(folder, "loop-a.csv"));
symlinkSync(join(folder, "loop-a.csv"), join(folder, "loop-b.csv"));
const binary = Buffer.concat([Buffer.from([0, 1, 2, 3]), randomBytes(100_000)]);

test.concurrent.each([
  ["a missing file", "missing.csv", "[file-not-found]"],
  ["a folder", folder, "[is-a-directory]"],
  ["an endless symbolic link", "loop-a.csv", "[symlink-loop]"],
  ["a binary file", file("binary.csv", binary), "[binary-file]"],
  ["an empty file", file("empty.csv", ""), "[empty-file]"],
  ["a header without a known column", file("unknown.csv", "Colour,Size\nred,1\n"), "[header-unknown]"],
  ["100,000 columns", file("wide.csv", `${wide.join(",")}\n${wide.join(",")}\n`), "[too-many-columns]"],
  [
    "100,000 columns with one known",
    file("wide-id.csv", `Event ID,${wide.join(",")}\nEMS-1,${wide.join(",")}\n`),
    "[too-many-columns]",
  ],
  ["__proto__ as the header", file("proto.csv", "__proto__,constructor\n1,2\n"), "[header-unknown]"],
  [
    "__proto__ as JSON",
    file("proto.json", '[{"__proto__":{"eventId":"EMS-1"},"constructor":1}]'),
    "[header-unknown]",
  ],
  ["JSON that is cut", file("cut.json", '[{"eventId":"EMS-1"},{"eve'), "cut.json"],
  ["JSON of another kind", file("other.json", '{"a":{"b":1}}'), "other.json"],
  ["gzip that is cut", file("cut.csv.gz", gzipSync(randomBytes(5_000)).subarray(0, 3_000)), "cut.csv.gz"],
  ["two columns for one field", file("two.csv", "EVENT ID,event id\n1,2\n"), "[column-ambiguous]"],
  ["a device that never ends", "/dev/zero", "[binary-file]"],
])("%s", async (_, path, part) => {
  expectTold(await run(["check", path]), part);
});

test("bytes that are not of the encoding that the profile names", async () => {
  const profile = file(
    "utf8.json",
    JSON.stringify({
      name: "utf8",
      version: "1",
      description: "d",
      source: "s",
      encoding: "utf-8",
      fields: { eventId: { columns: ["Event ID"] } },
    }),
  );
  const path = file("latin.csv", Buffer.from("Event ID,Country\nEMS-1,Cura\xe7ao\n", "latin1"));
  expectTold(await run(["check", path, "--profile", profile]), `${path}:2`);
  expect((await run(["check", path, "--fail-on", "never"])).code).toBe(0);
});

test("`__proto__` beside known columns is a column like any other", async () => {
  const path = file("beside.csv", "Event ID,__proto__,constructor,toString\nEMS-1,x,y,z\n");
  const { code, stdout, stderr } = await run(["check", path, "-f", "json", "--fail-on", "never"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(JSON.parse(stdout)).toMatchObject({
    summary: { events: 1 },
    run: { inputs: [{ unmapped: ["__proto__", "constructor", "toString"] }] },
  });
});

test("a line that never ends is given up, long before it fills the memory", async () => {
  const started = start(["check", "-"]);
  const piece = Buffer.alloc(1_000_000, "a");
  let written = 0;
  const more = (): void => {
    const { stdin } = started.process;
    while (written < 1_000 && stdin !== null && !stdin.destroyed) {
      written++;
      if (!stdin.write(piece)) {
        stdin.once("drain", more);
        return;
      }
    }
    stdin?.end();
  };
  more();
  expectTold(await started.result, "<stdin>:1");
  expect(written).toBeLessThan(100);
});
