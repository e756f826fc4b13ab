import schema from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import AjvDraft04 from "ajv-draft-04";
import { describe, expect, test } from "vitest";
import { sarifReporter } from "../../src/report/sarif.ts";
import type { Rule } from "../../src/rules/schema.ts";
import { check } from "./formats/check.ts";
import { type CheckInput, inputs, rules } from "./formats/inputs.ts";
import { write } from "./formats/write.ts";
import { finding, headOf } from "./sample.ts";

/** The schema is that of SARIF 2.1.0, as Microsoft publishes it with the matchers for its own tools. */
// URIs are held by hand below. One of the schema's patterns is none with the flag `u`.
const validate = new AjvDraft04.default({
  strict: false,
  validateFormats: false,
  unicodeRegExp: false,
}).compile(schema);

interface Region {
  readonly startLine: number;
  readonly startColumn?: number;
  readonly endLine?: number;
  readonly endColumn?: number;
}

interface Run {
  readonly tool: {
    readonly driver: {
      readonly name: string;
      readonly version: string;
      readonly rules: readonly {
        readonly id: string;
        readonly help?: { readonly text: string; readonly markdown: string };
        readonly helpUri?: string;
        readonly defaultConfiguration?: { readonly level: string; readonly enabled?: boolean };
      }[];
    };
  };
  readonly results: readonly {
    readonly ruleId: string;
    readonly ruleIndex: number;
    readonly level: string;
    readonly message: { readonly text: string };
    readonly baselineState?: string;
    readonly suppressions?: readonly object[];
    readonly partialFingerprints?: Readonly<Record<string, string>>;
    readonly locations?: readonly {
      readonly physicalLocation?: {
        readonly artifactLocation: {
          readonly uri: string;
          readonly uriBaseId?: string;
          readonly index: number;
        };
        readonly region: Region;
      };
    }[];
  }[];
  readonly artifacts: readonly { readonly location: { readonly uri: string }; readonly hashes: object }[];
  readonly invocations: readonly [Readonly<Record<string, unknown>>];
}

function runOf(text: string): Run {
  const log = JSON.parse(text) as { readonly runs: readonly [Run] };
  expect(validate(log) ? undefined : validate.errors).toBeUndefined();
  return log.runs[0];
}

async function sarifOf(input: CheckInput, more: Parameters<typeof write>[3] = {}): Promise<Run> {
  return runOf(write(sarifReporter, await check(input), input.rules.rules, more).text);
}

test.each(Object.entries(inputs))("is valid SARIF 2.1.0, of %s", async (_, input) => {
  const { tool, results, artifacts } = await sarifOf(input);
  const ids = tool.driver.rules.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { ruleId, ruleIndex, locations } of results) {
    expect(ids[ruleIndex]).toBe(ruleId);
    for (const { physicalLocation } of locations ?? []) {
      if (physicalLocation === undefined) continue;
      const { uri, index } = physicalLocation.artifactLocation;
      expect(artifacts[index]?.location.uri).toBe(uri);
      expect(uri).toMatch(/^(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})+$/);
      expect(physicalLocation.region.startLine).toBeGreaterThan(0);
    }
  }
});

test("the schema would notice", () => {
  expect(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).toBe(false);
  expect(validate({ version: "2.1.0", runs: [], other: 1 })).toBe(false);
});

describe("a rule", () => {
  test("has its help, its severity, and no address that nobody can open", async () => {
    const { tool } = await sarifOf(inputs.clean as CheckInput);
    expect(tool.driver).toMatchObject({ name: "ems-data-quality", version: expect.stringMatching(/^\d/) });
    const levels = tool.driver.rules.map(({ id, defaultConfiguration }) => [id, defaultConfiguration]);
    expect(Object.fromEntries(levels)).toEqual({
      "found-error": { level: "error" },
      "found-warning": { level: "warning" },
      "found-info": { level: "note" },
      "on-trial": { level: "error", enabled: false },
    });
    for (const { help, helpUri } of tool.driver.rules) {
      expect(help?.text).toContain("What to do: Choose another number.");
      expect(help?.text).toContain("Why: A sample.");
      expect(help?.markdown).toContain("**Source:** ours: a sample");
      expect(helpUri).toBeUndefined();
    }
  });

  test("that is retired is none of the run's", async () => {
    const retired = { ...rules, rules: rules.rules.map((rule): Rule => ({ ...rule, state: "retired" })) };
    const checked = await check(inputs.clean as CheckInput);
    expect(runOf(write(sarifReporter, checked, retired.rules).text).tool.driver.rules).toEqual([]);
  });
});

describe("the region of a result", () => {
  /** What stands in a text between the bounds of a region. */
  function cut(text: string, { startLine, startColumn = 1, endLine = startLine, endColumn }: Region): string {
    const lines = text.split(/\r\n|\n|\r/).slice(startLine - 1, endLine);
    const last = lines.length - 1;
    return lines
      .map((line, index) =>
        line.slice(
          index === 0 ? startColumn - 1 : 0,
          index === last && endColumn !== undefined ? endColumn - 1 : undefined,
        ),
      )
      .join("\n");
  }

  async function regionsOf(
    text: string | Uint8Array,
    name = "export.csv",
  ): Promise<readonly (Region | undefined)[]> {
    const checked = await check({ files: { [name]: text }, rules });
    const { results } = runOf(write(sarifReporter, checked, rules.rules).text);
    return results
      .filter(({ ruleId }) => !ruleId.includes("/"))
      .map(({ locations }) => locations?.[0]?.physicalLocation?.region);
  }

  test.each([
    ["a plain cell", "Event ID,Unit,Participants\nEMS-1,CWM,1\n", "1", 2, 11],
    ["a quoted cell", 'Event ID,Unit,Participants\n"EMS-1","C,""WM","1"\n', '"1"', 2, 18],
    ["a cell between others", "Event ID,Participants,Unit\r\nEMS-1,01,CWM\r\n", "01", 2, 7],
    ["a cell behind a line end", 'Event ID,Unit,Participants\nEMS-1,"a\nb\nc",1\n', "1", 4, 4],
    ["a semicolon apart", "Event ID;Unit;Participants\nEMS-1;CWM;1\n", "1", 2, 11],
    ["two UTF-16 units for a sign", "Event ID,Unit,Participants\nEMS-1,💥,1\n", "1", 2, 10],
    [
      "below a title and a byte order mark",
      "\ufeffEvents of 2024,,\n\nEvent ID,Unit,Participants\nEMS-1,CWM,1\n",
      "1",
      4,
      11,
    ],
    ["with CR alone", "Event ID,Unit,Participants\rEMS-1,CWM,1\rEMS-2,CWM,9\r", "1", 2, 11],
    [
      "a cell that cannot be read",
      'Event ID,Unit,Participants\nEMS-1,CWM,"about\n30"\nEMS-2,CWM,9\nEMS-3,CWM,9\n',
      '"about\n30"',
      2,
      11,
    ],
  ])("is that of %s", async (_, text, cell, line, column) => {
    const [region, ...others] = await regionsOf(text);
    expect(others).toEqual([]);
    expect(region).toMatchObject({ startLine: line, startColumn: column });
    expect(cut(text.replace("\ufeff", ""), region as Region)).toBe(cell);
  });

  test("is empty where the cell is", async () => {
    const missing = {
      ...rules.rules[0],
      violation: { fact: "participants", operator: "isEmpty", value: true },
    } as Rule;
    const text = "Event ID,Participants,Unit\nEMS-1,,CWM\nEMS-2,9,CWM\n";
    const checked = await check({ files: { "export.csv": text }, rules: { ...rules, rules: [missing] } });
    const { results } = runOf(write(sarifReporter, checked, [missing]).text);
    expect(results[0]?.locations?.[0]?.physicalLocation?.region).toEqual({
      startLine: 2,
      startColumn: 7,
      endLine: 2,
      endColumn: 7,
    });
  });

  test("is the line of a row that had to be mended, and of JSON", async () => {
    expect(await regionsOf('Event ID,Unit,Participants\nEMS-0,CWM,9\nEMS-1,"C"WM,1\n')).toEqual([
      { startLine: 3 },
    ]);
    expect(await regionsOf('{"eventId":"EMS-1","unit":"CWM","participants":1}\n', "export.ndjson")).toEqual([
      { startLine: 1 },
    ]);
  });
});

describe("a result", () => {
  const listed = (...statuses: readonly ("new" | "baseline" | "waived")[]) => {
    const findings = statuses.map((status) =>
      finding({ status, ...(status === "waived" ? { waiver: "joint-workshops" } : {}) }),
    );
    const { results } = runOf(
      write(sarifReporter, { report: { ...headOf(findings), findings }, places: [] }, rules.rules).text,
    );
    return results.filter(({ ruleId }) => !ruleId.includes("/"));
  };

  test("that is known, or accepted, says so, and then all say how they stand", () => {
    const stands = listed("new", "baseline", "waived").map(({ baselineState, suppressions }) => [
      baselineState,
      suppressions,
    ]);
    expect(stands).toEqual([
      ["new", []],
      ["unchanged", []],
      [
        "new",
        [{ kind: "external", status: "accepted", justification: "Covered by the waiver joint-workshops." }],
      ],
    ]);
    expect(Object.keys(listed("new")[0] ?? {})).not.toContain("suppressions");
  });

  test("has a fingerprint that GitHub matches alerts by, the same in another row", async () => {
    const fingerprints = async (text: string) =>
      (await sarifOf({ files: { "export.csv": text }, rules })).results.map(
        ({ partialFingerprints }) => partialFingerprints,
      );
    const [one] = await fingerprints("Event ID,Participants\nEMS-1,1\n");
    expect(one).toEqual({
      "emsDataQuality/v1": expect.stringMatching(/^[0-9a-f]{32}$/),
      primaryLocationLineHash: `${one?.["emsDataQuality/v1"]}:1`,
    });
    expect(await fingerprints("Event ID,Participants\nEMS-0,9\nEMS-1,1\n")).toEqual([one]);
  });

  test("brings no link of a file's text", async () => {
    const { results } = await sarifOf(inputs["hostile text"] as CheckInput);
    for (const { message } of results) expect(message.text).not.toMatch(/\[[^\]]*\]\(/);
  });
});

test("files are told by their path in the repository, and by their content", async () => {
  const input = {
    files: {
      "/home/data/exports/a b.csv": "Event ID,Participants\nEMS-1,1\n",
      "/elsewhere/c.csv": "Event ID,Participants\nEMS-2,1\n",
      "<stdin>": "Event ID,Participants\nEMS-3,1\n",
    },
    rules,
  };
  const { artifacts } = await sarifOf(input);
  expect(artifacts.map(({ location, hashes }) => [location, hashes])).toEqual([
    [
      { uri: "exports/a%20b.csv", uriBaseId: "%SRCROOT%" },
      { "sha-256": expect.stringMatching(/^[0-9a-f]{64}$/) },
    ],
    [{ uri: "file:///elsewhere/c.csv" }, expect.anything()],
    [{ uri: "%3Cstdin%3E" }, expect.anything()],
  ]);
});

test("the run says how it ended", async () => {
  expect((await sarifOf(inputs["errors among others"] as CheckInput)).invocations[0]).toMatchObject({
    executionSuccessful: true,
    exitCode: 1,
    startTimeUtc: "1970-01-01T00:00:00.000Z",
  });
  const checked = await check(inputs.clean as CheckInput);
  const stopped = { ...checked.report, run: { ...checked.report.run, stopped: "interrupted" as const } };
  const { invocations } = runOf(write(sarifReporter, { ...checked, report: stopped }, rules.rules).text);
  expect(invocations[0]).toMatchObject({ executionSuccessful: false, exitCodeDescription: "interrupted" });
});
