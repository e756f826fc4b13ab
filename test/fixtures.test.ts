import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { cleanEvents } from "../scripts/fixtures/clean.ts";
import { columns } from "../scripts/fixtures/columns.ts";
import { asOf, type FixtureEvent } from "../scripts/fixtures/event.ts";
import { exportRows, type FixtureRow } from "../scripts/fixtures/export.ts";
import { fixtureFiles } from "../scripts/fixtures/files.ts";
import { writeLargeExport } from "../scripts/fixtures/large.ts";
import { smallRows } from "../scripts/fixtures/small.ts";
import { units } from "../scripts/fixtures/units.ts";
import {
  createChecker,
  DataQualityError,
  type EventRecord,
  type Finding,
  fieldNames,
  normaliseEvent,
  type Report,
  shippedRules,
} from "../src/index.ts";
import { builtinProfile, checkFiles, openEvents, type Profile } from "../src/node.ts";
import { readProfile } from "../src/profile/read.ts";

const folder = fileURLToPath(new URL("../fixtures/", import.meta.url));
const made = fixtureFiles();

const expectedFinding = z.strictObject({
  ruleId: z.string(),
  severity: z.enum(["error", "warning", "info"]),
  eventId: z.string().nullable(),
  unit: z.string().nullable(),
  line: z.number(),
  fields: z.array(z.string()),
});
const expectedSchema = z.strictObject({
  asOf: z.string(),
  events: z.number(),
  bySeverity: z.record(z.string(), z.number()),
  byRule: z.record(z.string(), z.number()),
  findings: z.array(expectedFinding),
});
const dirtySchema = z.record(
  z.string(),
  z.strictObject({
    about: z.string(),
    error: z.string().optional(),
    profile: z.record(z.string(), z.unknown()).optional(),
    findings: z.enum(["same", "none", "any"]).optional(),
    of: z.array(z.string()).optional(),
    without: z.array(z.string()).optional(),
    also: z
      .array(z.strictObject({ ruleId: z.string(), eventId: z.string(), fields: z.array(z.string()) }))
      .optional(),
    refused: z.array(z.strictObject({ line: z.number(), code: z.string() })).optional(),
    rootCauses: z.array(z.strictObject({ cause: z.string(), field: z.string() })).optional(),
    lines: z.tuple([z.number(), z.number()]).optional(),
    events: z.number().optional(),
  }),
);

function read(path: string): string {
  return readFileSync(`${folder}${path}`, "utf8");
}

function told({ ruleId, severity, eventId, unit, source, fields }: Finding): z.infer<typeof expectedFinding> {
  return {
    ruleId,
    severity,
    eventId,
    unit,
    line: source?.line ?? 0,
    fields: fields.map(({ field }) => field),
  };
}

/** Sorted by line and rule: the order in which findings are told is not the fixtures' matter. */
function sorted<T extends { readonly line: number; readonly ruleId: string }>(
  findings: readonly T[],
): readonly T[] {
  return [...findings].sort((one, other) => one.line - other.line || (one.ruleId < other.ruleId ? -1 : 1));
}

/** What a finding is about, without its place in a file. */
function subject(
  finding: Pick<Finding, "ruleId" | "eventId"> & { readonly fields: readonly string[] },
): string {
  return `${finding.ruleId} of ${finding.eventId} in ${finding.fields.join(", ")}`;
}

function subjects(report: Report): readonly string[] {
  return report.findings.map((finding) => subject(told(finding))).sort();
}

/** `undefined` as the reader has it, where the fixture has `null`. */
function valuesOf(event: FixtureEvent | EventRecord): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fieldNames.map((field) => [field, event[field] ?? null]));
}

async function eventsOf(file: string): Promise<readonly EventRecord[]> {
  const source = await openEvents(`${folder}${file}`);
  const events: EventRecord[] = [];
  for await (const items of source.batches)
    for (const item of items) if (item.kind === "event") events.push(item.event);
  return events;
}

const faulty = exportRows().filter((row) => row.fault !== undefined);
const small = smallRows();

test("npm run fixtures writes what is committed, byte for byte, and nothing is left over", () => {
  const committed = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
    .filter((path) => path !== "README.md");
  expect(committed.sort()).toEqual([...made.keys()].sort());
  for (const [path, bytes] of made)
    expect(Buffer.compare(readFileSync(`${folder}${path}`), bytes), path).toBe(0);
});

describe("the clean events", () => {
  const clean = cleanEvents();
  const report = createChecker({ asOf }).checkAll(clean);

  test("are 600 of all units over five years", () => {
    expect(clean).toHaveLength(600);
    expect(new Set(clean.map(({ unit }) => unit))).toEqual(new Set(units.map(({ code }) => code)));
    expect(new Set(clean.map(({ eventId }) => eventId?.slice(4, 8)))).toEqual(
      new Set(["2021", "2022", "2023", "2024", "2025"]),
    );
    expect(new Set(clean.map(({ eventId }) => eventId)).size).toBe(600);
  });

  test("have no finding of any severity", () => {
    expect(report.findings).toEqual([]);
    expect(report.summary.outcomes.error).toBe(0);
  });

  test("no two are the same event twice", () => {
    const keys = clean
      .filter(({ startDate }) => startDate !== null)
      .map(({ unit, startDate, title }) => `${unit} ${startDate} ${title}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  const ofExports = report.rules.filter(({ needs }) => needs.length === 0);
  test.each(ofExports.map((rule) => [rule.id, rule] as const))("%s passes somewhere", (_, rule) => {
    expect(rule.passed).toBeGreaterThan(0);
  });

  test("hold what the units objected to: not due yet, and not assessed", () => {
    const notDue = new Set(report.rules.filter((rule) => rule.notDue > 0).map(({ id }) => id));
    expect([...notDue]).toEqual(
      expect.arrayContaining([
        "coc-missing",
        "coc-zero",
        "cop-missing",
        "evaluation-missing",
        "master-course-coc-not-recorded",
        "participants-missing",
        "platform-course-code-missing",
        "status-planned-but-ended",
        "certification-data-overdue",
      ]),
    );
    const notAssessed = new Set(report.rules.filter((rule) => rule.notAssessed > 0).map(({ id }) => id));
    expect([...notAssessed]).toEqual(
      expect.arrayContaining([
        "coc-zero",
        "coc-rate-mismatch",
        "affiliation-sum-mismatch",
        "response-rate-mismatch",
      ]),
    );
    expect(
      clean.some((event) => event.eventType === "joint workshop" && event.certificateType === null),
    ).toBe(true);
    expect(clean.some((event) => event.platform === "openwho" && event.government === null)).toBe(true);
    expect(clean.some((event) => event.certificateType === "none" && event.cocIssued === 0)).toBe(true);
    expect(clean.some((event) => event.masterProgramme === true && event.status === "ongoing")).toBe(true);
  });

  test("name nobody who could exist", () => {
    for (const { focalPoint, focalPointEmail } of clean) {
      expect(focalPoint).toMatch(/^Focal point [A-Z0-9]+ \d$/);
      expect(focalPointEmail).toMatch(/@example\.org$/);
    }
  });
});

describe("the faults", () => {
  test("bring out each shipped rule at least twice", () => {
    const counts = new Map<string, number>();
    for (const { fault } of faulty)
      for (const [ruleId] of fault?.expected ?? []) counts.set(ruleId, (counts.get(ruleId) ?? 0) + 1);
    // What no export holds, no export brings out.
    const { rules } = createChecker({ asOf }).checkAll([]);
    const outside = new Set(rules.filter(({ needs }) => needs.length > 0).map(({ id }) => id));
    const active = shippedRules.rules
      .filter(({ id, state }) => state === "active" && !outside.has(id))
      .map(({ id }) => id);
    expect(active.filter((id) => (counts.get(id) ?? 0) < 2)).toEqual([]);
    expect(counts.get("cell-unreadable")).toBeGreaterThan(10);
  });

  test.each([...new Map(faulty.map((row) => [row.fault?.name ?? "", row])).entries()])(
    "%s alone leads to its findings alone",
    (_, { fault, cells }: FixtureRow) => {
      const event = Object.fromEntries(cells.map((text, at) => [columns[at]?.field ?? "", text]));
      // As text, as a form would send it.
      const { findings } = createChecker({ asOf }).check(event);
      expect(findings.map((one) => [one.ruleId, ...one.fields.map(({ field }) => field)]).sort()).toEqual(
        [...(fault?.expected ?? [])].map((one) => [...one]).sort(),
      );
    },
  );
});

describe.each([
  ["ems-export.csv", "ems-export.expected.json"],
  ["small.csv", "small.expected.json"],
])("%s", (file, expectedFile) => {
  const expected = expectedSchema.parse(JSON.parse(read(expectedFile)));

  test("has exactly the expected findings", async () => {
    const report = await checkFiles([`${folder}${file}`], { asOf: expected.asOf });
    expect(sorted(report.findings.map(told))).toEqual(sorted(expected.findings));
    expect(report.refused).toEqual([]);
    expect(report.rootCauses).toEqual([]);
    expect(report.summary.events).toBe(expected.events);
    expect(report.summary.findings).toMatchObject(expected.bySeverity);
    const byRule = report.rules
      .filter(({ failed }) => failed > 0)
      .map(({ id, failed }) => [id, failed] as const);
    const { "cell-unreadable": _cells, ...ofRules } = expected.byRule;
    expect(Object.fromEntries(byRule)).toEqual(ofRules);
  });
});

test("the export's cells are read as the events that they were written from", async () => {
  const rows = exportRows();
  const events = await eventsOf("ems-export.csv");
  expect(events).toHaveLength(rows.length);
  for (const [at, row] of rows.entries()) {
    if (row.fault?.cells !== undefined) continue;
    expect(valuesOf(events[at] ?? normaliseEvent({})), row.event.eventId ?? "").toEqual(
      valuesOf(normaliseEvent(row.event)),
    );
  }
});

test.each(["small.json", "small.ndjson"])("%s holds the same events as small.csv", async (file) => {
  const fromCsv = await eventsOf("small.csv");
  expect((await eventsOf(file)).map(valuesOf)).toEqual(fromCsv.map(valuesOf));
  const report = await checkFiles([`${folder}${file}`], { asOf });
  const expected = expectedSchema.parse(JSON.parse(read("small.expected.json")));
  expect(subjects(report)).toEqual(expected.findings.map(subject).sort());
});

function profileWith(keys: Readonly<Record<string, unknown>> | undefined): Profile {
  return keys === undefined ? builtinProfile() : readProfile({ extends: "ems", ...keys }, "adapted.json");
}

describe("dirty files", () => {
  const expectations = dirtySchema.parse(JSON.parse(read("dirty/expected.json")));
  const smallExpected = expectedSchema.parse(JSON.parse(read("small.expected.json"))).findings;

  test("each has its expectation", () => {
    const files = readdirSync(`${folder}dirty`).filter((name) => name !== "expected.json");
    expect(Object.keys(expectations).sort()).toEqual(files.sort());
  });

  test.each(
    Object.entries(expectations).map(([name, expected]) => [name, expected.about, expected] as const),
  )("%s: %s", async (name, _about, expected) => {
    const checking = checkFiles([`${folder}dirty/${name}`], { asOf, profile: profileWith(expected.profile) });
    if (expected.error !== undefined) {
      const error = await checking.then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (!(error instanceof DataQualityError))
        throw error ?? new Error("It was read, and should not have been.");
      expect(error.code).toBe(expected.error);
      return;
    }
    const report = await checking;
    const { of, without = [], also = [] } = expected;
    expect(report.refused.map(({ line, code }) => ({ line, code }))).toEqual(expected.refused ?? []);
    expect(report.summary.events).toBe(expected.events ?? small.length);
    expect(report.summary.rows).toBe(report.summary.events + report.summary.refused);
    if (expected.findings !== "any") {
      const same =
        expected.findings === "none"
          ? []
          : smallExpected.filter(
              ({ ruleId, eventId }) =>
                !without.includes(ruleId) && (of === undefined || of.includes(eventId ?? "")),
            );
      expect(subjects(report)).toEqual([...same, ...also].map(subject).sort());
    }
    if (expected.rootCauses !== undefined || expected.findings === "same") {
      expect(report.rootCauses.map(({ cause, field }) => `${cause} ${field}`).sort()).toEqual(
        (expected.rootCauses ?? []).map(({ cause, field }) => `${cause} ${field}`).sort(),
      );
    }
    if (expected.lines !== undefined) {
      const source = await openEvents(`${folder}dirty/${name}`);
      const lines: number[] = [];
      for await (const items of source.batches)
        for (const item of items) if (item.kind === "event") lines.push(item.line);
      expect([lines[0], lines.at(-1)]).toEqual(expected.lines);
    }
  });
});

/** The command as a process of its own (test/cli/bundle.ts), from the folder of the repository. */
function command(
  args: readonly string[],
  input?: Uint8Array,
): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [process.env.EMS_DQ_CLI ?? "", ...args], {
    input: input ?? "",
    encoding: "utf8",
    cwd: fileURLToPath(new URL("..", import.meta.url)),
    maxBuffer: 64 * 1024 * 1024,
  });
  return { status, out: stdout, err: stderr };
}

describe("the command", () => {
  const jsonReport = z.looseObject({
    findings: z.array(
      z.looseObject({
        ruleId: z.string(),
        eventId: z.string().nullable(),
        fields: z.array(z.looseObject({ field: z.string() })),
      }),
    ),
  });
  const about = (out: string): readonly string[] =>
    jsonReport
      .parse(JSON.parse(out))
      .findings.map(({ ruleId, eventId, fields }) =>
        subject({ ruleId, eventId, fields: fields.map(({ field }) => field) }),
      )
      .sort();
  const expectedOf = (file: string): readonly string[] =>
    expectedSchema
      .parse(JSON.parse(read(file)))
      .findings.map(subject)
      .sort();

  test("finds in the export what is expected, and ends with 1", () => {
    const { status, out } = command([
      "check",
      "fixtures/ems-export.csv",
      "--as-of",
      asOf,
      "--format",
      "json",
    ]);
    expect(status).toBe(1);
    expect(about(out)).toEqual(expectedOf("ems-export.expected.json"));
  });

  test.each(["gzip.csv.gz", "utf16le-bom.csv", "short-and-long-rows.csv"])(
    "reads %s from standard input",
    (name) => {
      const { status, out } = command(
        ["check", "-", "--as-of", asOf, "--format", "json"],
        made.get(`dirty/${name}`),
      );
      expect(status).toBe(1);
      expect(about(out)).toEqual(expectedOf("small.expected.json"));
    },
  );

  test("ends with 0 where there is nothing to find", () => {
    expect(command(["check", "fixtures/dirty/header-only.csv", "--as-of", asOf]).status).toBe(0);
  });

  test.each([
    ["empty.csv", "empty-file"],
    ["duplicated-header.csv", "column-ambiguous"],
    ["unknown-header.csv", "header-unknown"],
  ])("ends with 2 on %s, says why, and shows no stack", (name, code) => {
    const { status, out, err } = command(["check", `fixtures/dirty/${name}`, "--as-of", asOf]);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(`[${code}]`);
    expect(err).toContain(name);
    expect(err).not.toMatch(/^\s+at /m);
  });
});

describe("large exports", () => {
  test.each([
    [0, 0],
    [0.01, 15],
    [1, 1_500],
  ])("with a share of %d wrong events have %d of them, and their findings", async (share, failing) => {
    const temporary = mkdtempSync(join(tmpdir(), "ems-fixtures-"));
    try {
      const file = join(temporary, "large.csv");
      const large = await writeLargeExport(file, { rows: 1_500, failing: share });
      const report = await checkFiles([file], { asOf });
      expect(large.failing).toBe(failing);
      expect(report.summary.events).toBe(1_500);
      expect(report.rootCauses).toEqual([]);
      expect(report.summary.findings.total).toBe(large.findings);
      expect(new Set(report.findings.map(({ eventId }) => eventId)).size).toBe(failing);
    } finally {
      rmSync(temporary, { recursive: true });
    }
  });
});
