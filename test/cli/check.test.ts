import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import { formats } from "../../src/report/formats.ts";
import { reportSchema } from "../../src/report/schema.ts";
import { participantsOf } from "./rule.ts";
import { file, run } from "./run.ts";
import { eventsWith, sampleRules } from "./samples.ts";
import { runShared } from "./shared.ts";

const rules = sampleRules();
const all = file("all.csv", eventsWith([1, 2, 3, 4, 1]));
const common = ["--rules", rules, "--as-of", "2025-06-30"];

async function report(...args: readonly string[]) {
  const { stdout } = await runShared(["check", ...args, ...common, "--format", "json"]);
  return reportSchema.parse(JSON.parse(stdout));
}

function linesOf(ndjson: string): readonly Readonly<Record<string, unknown>>[] {
  return ndjson
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe.concurrent("the exit code is the same in every format", () => {
  const found = { none: [9], info: [9, participantsOf.info], warning: [participantsOf.warning], error: [1] };
  const codes = { none: 0, info: 0, warning: 1, error: 1 } as const;
  for (const severity of ["none", "info", "warning", "error"] as const) {
    // Written once: another case would find the file empty while this one writes it anew.
    const path = file(`exit-${severity}.csv`, eventsWith(found[severity]));
    // Of a process of its own where it is an error; the others tell the same to the process that runs share.
    const end = severity === "error" ? run : runShared;
    test.each(Object.keys(formats))(`%s, worst finding: ${severity}`, async (format) => {
      const { code, stderr } = await end([
        "check",
        path,
        ...common,
        "--format",
        format,
        "--fail-on",
        "warning",
      ]);
      expect({ code, stderr }).toEqual({ code: codes[severity], stderr: "" });
    });
  }
});

describe.concurrent("the list", () => {
  test("holds the same findings with the same severities in every format", async () => {
    const expected = (await report(all)).findings;
    expect(expected.map(({ severity }) => severity)).toEqual(["error", "warning", "info", "error"]);
    const ndjson = linesOf((await runShared(["check", all, ...common, "-f", "ndjson"])).stdout);
    const found = ndjson.filter(({ type }) => type === "finding").map(({ type: _, ...finding }) => finding);
    expect(found).toEqual(expected);
    const { stdout } = await runShared(["check", all, ...common, "-f", "csv"]);
    const rows = parse(stdout, { bom: true, columns: true }) as Record<string, string>[];
    const pick = ({ severity, ruleId, eventId, fingerprint }: Finding | Record<string, unknown>) => ({
      severity,
      ruleId,
      eventId,
      fingerprint,
    });
    expect(rows.map(pick)).toEqual(expected.map(pick));
    const table = (await runShared(["check", all, ...common])).stdout;
    for (const { eventId, ruleId } of expected) {
      expect(table).toContain(`${eventId} · CWM · ${all}:`);
      expect(table).toContain(`(${ruleId}, `);
    }
    expect(table).toContain("4 findings: 2 errors · 1 warning · 1 note");
  });

  test.each([0, 3])("is cut by --max-findings %i, and the counts are not", async (most) => {
    const whole = await report(all);
    const cut = await report(all, "--max-findings", String(most));
    expect(cut.findings).toEqual(whole.findings.slice(0, most));
    expect(cut.summary).toEqual({ ...whole.summary, findings: { ...whole.summary.findings, listed: most } });
    expect(cut.rules).toEqual(whole.rules);
    for (const format of ["table", "ndjson", "csv"]) {
      const { code, stdout } = await runShared([
        "check",
        all,
        ...common,
        "-f",
        format,
        "--max-findings",
        String(most),
      ]);
      expect(code).toBe(1);
      expect(stdout.includes("EMS-1")).toBe(most > 0);
    }
  });

  test("of a table shows the gravest first and says how many are not there", async () => {
    const { stdout } = await runShared(["check", all, ...common, "--max-findings", "2"]);
    expect(stdout).toContain("2 findings listed, 2 more are not");
    expect(stdout).not.toContain("Choose another number.\n    EMS-2");
    expect(stdout).toContain("EMS-5 · CWM");
  });
});

describe.concurrent("several files", () => {
  test("make one report, each an input", async () => {
    const one = file("one.csv", eventsWith([1, 4]));
    const two = file("two.ndjson", '{"eventId":"EMS-9","unit":"CWM","participants":2}\n');
    const { run: about, summary, findings } = await report(one, two);
    expect(about.inputs.map(({ file: path, rows }) => [path, rows])).toEqual([
      [one, 2],
      [two, 1],
    ]);
    expect(summary.events).toBe(3);
    expect(findings.map(({ source }) => source)).toEqual([
      { file: one, line: 2, row: 1 },
      { file: two, line: 1, row: 1 },
    ]);
  });

  test("are all looked at before the first line is written", async () => {
    const first = file("first.csv", eventsWith([1]));
    const bad = file("bad.csv", "Colour,Size\nred,1\n");
    const { code, stdout, stderr } = await runShared([
      "check",
      first,
      bad,
      "missing.csv",
      ...common,
      "-f",
      "ndjson",
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(`${bad}: None of the columns is known`);
    expect(stderr).toContain("missing.csv: There is no such file or folder.");
  });

  test("cannot be one file twice", async () => {
    const { code, stderr } = await runShared(["check", all, all, ...common]);
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: `${all}: This input is named twice. [input-twice]\n`,
    });
  });
});

test("standard input is read, and called by its name", async () => {
  const { code, stdout } = await run(["check", "-", ...common, "-f", "ndjson"], eventsWith([1]));
  expect(code).toBe(1);
  expect(linesOf(stdout)[0]).toMatchObject({ source: { file: "<stdin>", line: 2 } });
});

test("refused rows are in every format and count as errors; a total does not", async () => {
  const short = file("short.csv", `${eventsWith([9])}EMS-7\n`);
  const total = file("total.csv", `${eventsWith([9])}Total,,9\n`);
  for (const format of Object.keys(formats)) {
    const { code, stdout } = await runShared(["check", short, ...common, "-f", format]);
    expect(code).toBe(1);
    expect(stdout).toContain("The row has 1 cell; the header has 3.");
  }
  expect((await runShared(["check", total, ...common])).code).toBe(0);
});

describe.concurrent("units", () => {
  const mixed = file("units.csv", "Event ID,Unit,Participants\nA,CWM,1\nB,MDP,1\nC,,1\n");

  test("leave the others out, and count them", async () => {
    const { summary, findings } = await report(mixed, "--unit", "mdpu");
    expect(findings.map(({ eventId }) => eventId)).toEqual(["B"]);
    expect(summary).toMatchObject({ rows: 3, events: 1, leftOut: 2 });
  });

  test("cannot be told in a file without a unit", async () => {
    const path = file("no-unit.csv", "Event ID,Participants\nA,1\n");
    const { code, stderr } = await runShared(["check", path, ...common, "--unit", "CWM"]);
    expect(code).toBe(2);
    expect(stderr).toContain("[unit-column-absent]");
  });

  test("say it where none is there", async () => {
    const { code, stderr } = await runShared(["check", mixed, ...common, "--unit", "UNOSAT"]);
    expect(code).toBe(0);
    expect(stderr).toContain("No event was checked: none of 3 events is of the unit asked for.");
  });
});

describe.concurrent("a selection", () => {
  test.each([
    [["--rule", "found-info"], ["found-info"]],
    [
      ["--rule", "found-info,found-error"],
      ["found-error", "found-info"],
    ],
    [
      ["--tag", "error", "--tag", "info"],
      ["found-error", "found-info"],
    ],
    [["--tag", "sample", "--rule", "found-warning"], ["found-warning"]],
  ])("%j", async (args, ids) => {
    expect((await report(all, ...args)).rules.map(({ id }) => id)).toEqual(ids);
  });

  test.each([
    [["--rule", "found-eror"], "unknown-rule", 'Did you mean "found-error"?'],
    [["--tag", "sampel"], "unknown-tag", 'Did you mean "sample"?'],
    [["--tag", "error", "--rule", "found-info"], "no-rules-selected", "no rule to check"],
    [["--unit", "CWN"], "unknown-unit", 'Did you mean "CWM"?'],
    [["--format", "tables"], "invalid-option", 'Did you mean "table"?'],
    [["--fail-on", "eror"], "invalid-option", 'Did you mean "error"?'],
    [["--group-by", "rules"], "invalid-option", 'Did you mean "rule"?'],
    [["--group-by", "event", "-f", "csv"], "invalid-option", "--group-by is for the table"],
    [["--output", ""], "invalid-option", "--output cannot be empty"],
    [["--profile", ""], "invalid-option", "--profile cannot be empty"],
    [["--unit", ","], "invalid-option", "--unit cannot be empty"],
    [[""], "invalid-option", "The name of a file cannot be empty"],
    [["--profile", "carpentries-workshop"], "profile-unknown", 'Did you mean "carpentries-workshops"?'],
    [["--profile", "./none.json"], "file-not-found", "none.json"],
    [["--as-of", "2025-02-30"], "invalid-option", "--as-of"],
    [["--max-findings", "-1"], "invalid-option", "--max-findings"],
    [["--rules", "none"], "file-not-found", "none"],
  ])("that is wrong is told: %j", async (args, code, hint) => {
    const ownRules = args.includes("--rules") ? [] : ["--rules", rules];
    const result = await runShared(["check", all, ...ownRules, ...args]);
    expect({ code: result.code, stdout: result.stdout }).toEqual({ code: 2, stdout: "" });
    expect(result.stderr).toContain(`[${code}]`);
    expect(result.stderr).toContain(hint);
    expect(result.stderr).not.toMatch(/^\s+at /m);
  });

  test.each([[["check"]], [["check", all, "--formt", "json"]], [["chekc", all]], [[]]])(
    "usage that is wrong ends with 2: %j",
    async (args) => {
      const { code, stdout, stderr } = await runShared(args);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toContain("ems-dq");
    },
  );
});

describe.concurrent("a pipe", () => {
  test("gets no colours, even with a terminal's settings", async () => {
    const { stdout } = await runShared(["check", all, ...common], {
      COLORTERM: "truecolor",
      TERM: "xterm-256color",
    });
    expect(stdout).not.toContain("\u001b");
  });

  test("gets lines of at most 80 columns", async () => {
    const { stdout } = await runShared(["check", "all.csv", ...common]);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test.each([
    ["50", 50],
    ["wide", 80],
  ])("and of as many as COLUMNS says: %s", async (COLUMNS, most) => {
    const { stdout } = await runShared(["check", "all.csv", ...common], { COLUMNS });
    const longest = Math.max(...stdout.split("\n").map((line) => line.length));
    expect(longest).toBeLessThanOrEqual(most);
    expect(longest).toBeGreaterThan(most - 15);
  });
});

test("control characters of a file do not reach the terminal", async () => {
  const path = file("escape.csv", "Event ID,Participants,\u001b[2Jx\nEMS\u001b[31m-1,1,y\nA,x,z\n");
  for (const args of [
    ["--group-by", "rule"],
    ["--group-by", "event"],
  ]) {
    const { stdout, stderr } = await runShared(["check", path, ...common, ...args]);
    expect(stdout + stderr).not.toContain("\u001b");
  }
  const { stderr } = await runShared(["check", file("header.csv", "\u001b[2Jfoo,b\n1,2\n"), ...common]);
  expect(stderr).toContain("[header-unknown]");
  expect(stderr).not.toContain("\u001b");
});

test("--group-by event puts the findings under their event", async () => {
  const { stdout } = await runShared(["check", all, ...common, "--group-by", "event"]);
  const places = [...stdout.matchAll(/^(EMS-\d) · CWM · /gm)].map(([, id]) => id);
  expect(places).toEqual(["EMS-1", "EMS-2", "EMS-3", "EMS-5"]);
});

test("--quiet leaves standard error to mistakes", async () => {
  const none = file("none.csv", "Event ID,Participants\n");
  expect((await runShared(["check", none, ...common])).stderr).toContain("No event was checked");
  expect((await runShared(["check", none, ...common, "--quiet"])).stderr).toBe("");
});

test("the help says how many findings each format lists", async () => {
  const { stdout } = await runShared(["check", "--help"]);
  expect(stdout.replace(/\s+/g, " ")).toContain(
    "(default: table 200, json 10,000, ndjson and csv all, sarif and junit 5,000, github and markdown 50)",
  );
});

test("two runs differ in their times only", async () => {
  const alone = async () =>
    reportSchema.parse(JSON.parse((await run(["check", all, ...common, "--format", "json"])).stdout));
  const one = await alone();
  const two = await alone();
  const timeless = (each: typeof one) => ({ ...each, run: { ...each.run, startedAt: "", durationMs: 0 } });
  expect(timeless(one)).toEqual(timeless(two));
});

test("help, with examples, and version", async () => {
  const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  expect(await run(["--version"])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  for (const args of [["--help"], ["check", "--help"], ["rules", "list", "--help"], ["help", "check"]]) {
    const { code, stdout } = await runShared(args);
    expect(code).toBe(0);
    expect(stdout).toContain("Examples:");
  }
});
