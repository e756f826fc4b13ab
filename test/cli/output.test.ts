import { closeSync, existsSync, openSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ReportHead, reportSchema } from "../../src/report/schema.ts";
import { file, folder, run, runOn, start } from "./run.ts";
import { eventsWith, sampleRules } from "./samples.ts";

const rules = sampleRules();
const common = ["--rules", rules, "--as-of", "2025-06-30"];
const events = file("events.csv", eventsWith([1, 2]));
const many = file("many.csv", eventsWith(Array.from({ length: 60_000 }, () => 1)));

describe("--output", () => {
  test("writes the report whole, and nothing else", async () => {
    const { code, stdout, stderr } = await run([
      "check",
      events,
      ...common,
      "-f",
      "json",
      "-o",
      "out/../report.json",
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining("[folder-not-found]"),
    });
    expect((await run(["check", events, ...common, "-f", "json", "-o", "report.json"])).stdout).toBe("");
    expect(
      reportSchema.parse(JSON.parse(readFileSync(join(folder, "report.json"), "utf8"))).summary.events,
    ).toBe(2);
    expect(readdirSync(folder).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("leaves the last report as it is where the check fails in the middle", async () => {
    const report = file("kept/report.ndjson", "the last report");
    const whole = gzipSync(eventsWith(Array.from({ length: 100_000 }, () => 1)));
    const broken = file("broken.csv.gz", whole.subarray(0, whole.length - 100));
    const { code, stderr } = await run(["check", broken, ...common, "-f", "ndjson", "-o", report]);
    expect(code).toBe(2);
    expect(stderr).toContain("broken.csv.gz: ");
    expect(readFileSync(report, "utf8")).toBe("the last report");
    expect(readdirSync(join(folder, "kept"))).toEqual(["report.ndjson"]);
  });

  test("keeps a symbolic link, and never overwrites an input", async () => {
    const target = file("linked/target.csv", "before");
    const link = join(folder, "linked/link.csv");
    symlinkSync(target, link);
    await run(["check", events, ...common, "-f", "csv", "-o", link]);
    expect(readFileSync(target, "utf8")).toContain("found-error");
    const { code, stderr } = await run(["check", target, ...common, "-o", link]);
    expect(code).toBe(2);
    expect(stderr).toContain("[output-is-input]");
  });

  test("to a device does not replace it", async () => {
    expect((await run(["check", events, ...common, "-o", "/dev/null"])).code).toBe(1);
    expect(existsSync("/dev/null")).toBe(true);
  });

  test("- is standard output, and no file of that name", async () => {
    const { code, stdout } = await run(["check", events, ...common, "-f", "csv", "-o", "-"]);
    expect(code).toBe(1);
    expect(stdout).toContain("found-error");
    expect(existsSync(join(folder, "-"))).toBe(false);
  });

  test("needs a file that can be written", async () => {
    const { code, stderr } = await run(["check", events, ...common, "-o", folder]);
    expect(code).toBe(2);
    expect(stderr).toContain("[is-a-directory]");
  });
});

test("a reader that goes away ends the check quietly", async () => {
  const started = start(["check", many, ...common, "-f", "ndjson"]);
  started.process.stdout?.once("data", () => started.process.stdout?.destroy());
  const { code, stderr } = await started.result;
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
});

describe("a reader that goes away before the first word", () => {
  test.each([
    ["of the help", ["--help"], 0],
    ["of the help of a command", ["rules", "diff", "--help"], 0],
    ["of a list", ["rules", "list"], 0],
    ["of a mistake", ["nothing-of-this-name"], 2],
  ])("%s ends the command quietly", async (_, args, exitCode) => {
    const started = start(args);
    started.process.stdout?.destroy();
    if (exitCode === 2) started.process.stderr?.destroy();
    const { code, stderr } = await started.result;
    expect({ code, stderr }).toEqual({ code: exitCode, stderr: "" });
  });
});

test.runIf(existsSync("/dev/full"))("output that is lost on a full disk is no success", async () => {
  for (const args of [["rules", "list"], ["--help"], ["check", events, ...common]]) {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = runOn(args, full);
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "Standard output cannot be written: ENOSPC.\n",
    });
  }
});

test("a slow reader gets everything", async () => {
  const started = start(["check", many, ...common, "-f", "ndjson"]);
  started.process.stdout?.pause();
  setTimeout(() => started.process.stdout?.resume(), 1_500);
  const { stdout } = await started.result;
  expect(stdout.trimEnd().split("\n")).toHaveLength(60_001);
});

describe("Ctrl-C", () => {
  test.each([["SIGINT", 130] as const, ["SIGTERM", 143] as const])(
    "%s finishes the report",
    async (signal, exitCode) => {
      const started = start(["check", "-", ...common, "-f", "ndjson"]);
      // Standard input stays open: the check waits for more.
      started.process.stdin?.write(readFileSync(many));
      await new Promise<void>((resolve) => {
        started.process.stdout?.on("data", () => started.stdout().length > 2_000_000 && resolve());
      });
      started.process.kill(signal);
      const { code, stdout, stderr } = await started.result;
      expect(code).toBe(exitCode);
      const lines = stdout.trimEnd().split("\n");
      const summary = JSON.parse(lines.at(-1) ?? "") as {
        run: { stopped: string };
        summary: { rows: number };
      };
      expect(summary.run.stopped).toBe("interrupted");
      expect(summary.summary.rows).toBe(lines.length - 1);
      expect(stderr).toBe(
        `Interrupted after ${lines.length - 1} rows of <stdin>, with ${lines.length - 1} findings.\n`.replaceAll(
          /\d+/g,
          (digits) => digits.replace(/\B(?=(?:\d{3})+$)/g, ","),
        ),
      );
    },
  );

  test("counts cells that cannot be read on standard error as in the report", async () => {
    const started = start(["check", "-", ...common, "-f", "ndjson"]);
    const rows = Array.from({ length: 60_000 }, (_, index) => (index % 2_000 === 0 ? "many" : 1));
    started.process.stdin?.write(eventsWith(rows));
    await new Promise<void>((resolve) => {
      started.process.stdout?.on("data", () => started.stdout().length > 2_000_000 && resolve());
    });
    started.process.kill("SIGINT");
    const { stdout, stderr } = await started.result;
    const { run: about, summary } = JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as ReportHead;
    const counted = [...stderr.replaceAll(",", "").matchAll(/(\d+) (?:rows|findings)/g)].map(([, n]) =>
      Number(n),
    );
    expect(counted).toEqual([summary.rows, summary.findings.total]);
    expect(about.inputs.map(({ rows: read }) => read)).toEqual([summary.rows]);
  });

  test("before the first row says so", async () => {
    const started = start(["check", "-", ...common, "-f", "json"]);
    // More than a pipe holds: when it is gone, the check reads, and heeds the signal.
    await new Promise((resolve) => started.process.stdin?.write("a".repeat(600_000), resolve));
    started.process.kill("SIGINT");
    const { code, stdout, stderr } = await started.result;
    expect({ code, stderr }).toEqual({ code: 130, stderr: "Interrupted before the first row.\n" });
    expect(reportSchema.parse(JSON.parse(stdout)).run.stopped).toBe("interrupted");
  });

  test("leaves a baseline as it is, and nothing beside it", async () => {
    file("baselines/known.json", "the last one");
    const started = start(["baseline", "write", "-", ...common, "-o", "baselines/known.json"]);
    await new Promise((resolve) => started.process.stdin?.write("a".repeat(600_000), resolve));
    started.process.kill("SIGINT");
    expect((await started.result).code).toBe(130);
    expect(readdirSync(join(folder, "baselines"))).toEqual(["known.json"]);
    expect(readFileSync(join(folder, "baselines/known.json"), "utf8")).toBe("the last one");
  });
});
