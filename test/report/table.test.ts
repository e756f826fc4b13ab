import stringWidth from "string-width";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../src/findings/finding.ts";
import type { Input } from "../../src/report/schema.ts";
import { headerCell } from "../../src/report/table/headerCell.ts";
import { countsByRule } from "../../src/report/table/overview.ts";
import { tableReporter } from "../../src/report/table/table.ts";
import { wrap } from "../../src/report/table/wrap.ts";
import { finding, headOf, written } from "./sample.ts";

const other = finding({ eventId: "EMS-2", unit: null, source: { file: "export.csv", line: 3, row: 2 } });
const warning = finding({
  ruleId: "title-missing",
  severity: "warning",
  message: "No title.",
  eventId: "EMS-2",
  unit: null,
  source: other.source,
});

test("by rule: what is said of several events in the same words is said once", () => {
  const { text } = written(tableReporter, [finding(), other]);
  expect(text.split("This event does not say what kind it is.")).toHaveLength(2);
  expect(text).toContain("    EMS-1 · CWM · export.csv:2\n    EMS-2 · export.csv:3\n");
  expect(text).toContain("(event-type-missing, 2 findings)");
});

test("by event: all that is wrong with one stands together", () => {
  const { text } = written(tableReporter, [finding(), other, warning], { groupBy: "event" });
  expect(text.match(/^EMS-2 · .*$/gm)).toHaveLength(1);
  expect(text.indexOf("error: This event")).toBeLessThan(text.indexOf("warning: No title."));
});

test.each([40, 60, 80, 100, 120, 500, 0])("no line is longer than a terminal of %i columns", (width) => {
  const long = finding({ message: "word ".repeat(100), fix: "数据质量 ".repeat(40) });
  const { text } = written(tableReporter, [long, warning], { width });
  const most = Math.min(120, Math.max(40, width));
  for (const line of text.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(most);
});

test("findings of no rule are counted too", () => {
  const unreadable = finding({ ruleId: "cell-unreadable" });
  const counts = countsByRule(headOf([unreadable, unreadable, warning, finding()]));
  expect(counts.map(({ ruleId, findings }) => [ruleId, findings])).toEqual([
    ["cell-unreadable", 2],
    ["event-type-missing", 1],
    ["title-missing", 1],
  ]);
});

test("errors come first where the list is cut, and the rest is counted", () => {
  const findings = [warning, warning, finding(), other];
  const { text, listed } = written(tableReporter, findings, { maxFindings: 2 });
  expect(listed).toBe(2);
  expect(text).not.toContain("No title.");
  expect(text).toContain("2 findings listed, 2 more are not: raise --max-findings");
  expect(text).toContain("4 findings: 2 errors · 2 warnings · 0 notes");
});

test("nothing found is said, too", () => {
  expect(written(tableReporter, []).text).toContain("No findings.");
});

test("nothing found by rules that could not speak is not said to be nothing", () => {
  const head = headOf([]);
  const ids = head.rules.map(({ id }) => id);
  const cause = (file: string, rules: readonly string[]) => ({
    cause: "column-absent" as const,
    severity: "info" as const,
    field: "status",
    file,
    events: 1,
    rules: [...rules],
    message: "m",
    fix: "f",
  });
  const silenced = (...rootCauses: ReturnType<typeof cause>[]): string =>
    written(tableReporter, [], {
      head: {
        run: { ...head.run, inputs: ["a.csv", "b.csv"].map((file) => input({ file })) },
        rootCauses,
      },
    }).text;
  // Ten rules need what no export holds.
  const all = head.rules.filter(({ needs }) => needs.length === 0).length;
  // What one file lacks the other may have.
  expect(silenced(cause("a.csv", ids.slice(0, 9)))).toContain("No findings.");
  const text = silenced(cause("a.csv", ids.slice(0, 9)), cause("b.csv", ids.slice(5)));
  expect(text).toContain(`No findings: ${all - 4} of ${all} rules could speak;`);
  expect(silenced(cause("a.csv", ids), cause("b.csv", ids))).toContain(`0 of ${all} rules could speak;`);
});

test("a check of no events says so first", () => {
  const { summary } = headOf([]);
  const first = (more: object): string | undefined =>
    written(tableReporter, [], { head: { summary: { ...summary, events: 0, ...more } } }).text.split("\n")[0];
  expect(first({})).toMatch(/^No events to check \(/);
  expect(first({ refused: 2 })).toMatch(/^No events, for every row was refused \(/);
  expect(first({ leftOut: 2 })).toMatch(/^No events of the unit asked for \(/);
});

describe("of a file it is said", () => {
  const about = (more: Partial<Input>, width = 120): string => {
    const head = headOf([]);
    return written(tableReporter, [], { width, head: { run: { ...head.run, inputs: [input(more)] } } }).text;
  };

  test.each([
    [{ delimiter: ",", confidence: 1, encoding: "utf-8", encodingConfidence: 1 }, "comma-separated, UTF-8"],
    [
      { delimiter: ";", confidence: 0.5, encoding: "windows-1252", encodingConfidence: 0.6 },
      "semicolon-separated (not sure), windows-1252 (not sure)",
    ],
    [
      { delimiter: "\t", confidence: 1, encoding: "utf-16le", encodingConfidence: 1, compression: "gzip" },
      "tab-separated, UTF-16, gzip",
    ],
    [{ delimiter: null, confidence: 1 }, "one column"],
    [
      { delimiter: "|", confidence: 0.8, headerLine: 3, headerConfidence: 0.2 },
      "separated by |, header in line 3 (not sure)",
    ],
  ])("how it was read: %j", (dialect, expected) => {
    expect(about({ dialect })).toContain(`  export.csv: 1,869 rows; ${expected}\n`);
  });

  test("which columns are not used", () => {
    expect(about({ unmapped: ["Head count", "", "Stage"] })).toContain(
      "    Columns not used: Head count, Stage\n",
    );
    const many = Array.from({ length: 12 }, (_, index) => `C${index}`);
    expect(about({ unmapped: many })).toContain("C8, C9 and 2 more\n");
    expect(about({})).not.toContain("not used");
  });
});

describe("a header", () => {
  test.each([
    ["Head count", "Head count"],
    ["a\u001b[2J\u202eb\tc", "a[2Jb c"],
    ["x".repeat(41), `${"x".repeat(39)}…`],
    ["Ask jane.doe@example.org", "Ask [e-mail]"],
    ["+41 22 555 01 00", "[number]"],
    ["Tel. 022/555 01 00", "Tel. [number]"],
    ["Participants 2023-2024", "Participants 2023-2024"],
    ["As of 2024-03-05", "As of 2024-03-05"],
    ["SDG 4.7.1", "SDG 4.7.1"],
  ])("%j is shown as %j", (header, expected) => {
    expect(headerCell(header)).toBe(expected);
  });
});

test("what is to come is counted", () => {
  const { summary } = headOf([]);
  const waiting = (notDue: number): string =>
    written(tableReporter, [], {
      head: { summary: { ...summary, outcomes: { ...summary.outcomes, notDue } } },
    }).text;
  expect(waiting(82)).toContain("Not due yet: 82 answers wait, the time for them is not over\n");
  expect(waiting(1)).toContain("Not due yet: 1 answer waits, the time for it is not over\n");
  expect(waiting(0)).not.toContain("Not due");
});

test.each(["rule", "event"] as const)("by %s: a finding says which columns it is about, once", (groupBy) => {
  const columns = (...fields: Finding["fields"]): readonly string[] =>
    written(tableReporter, [finding({ fields })], { groupBy, width: 120 }).text.match(
      /^ +(Columns?|Suggested).*$/gm,
    ) ?? [];
  const type = { field: "eventType", column: "Type" };
  const country = { field: "country", column: "Pays", suggested: "CH" };
  expect(columns(type)).toEqual(["    Column: Type"]);
  expect(columns({ field: "eventType" })).toEqual(["    Column: eventType"]);
  expect(columns(type, { field: "title" })).toEqual(["    Columns: Type, title"]);
  expect(columns(country)).toEqual(["    Suggested for Pays: CH"]);
  expect(columns(country, type)).toEqual(["    Columns: Pays, Type", "    Suggested for Pays: CH"]);
});

test("by rule: what to do is said once where it is the same for all", () => {
  const different = finding({ message: "Another message.", eventId: "EMS-3" });
  const { text } = written(tableReporter, [finding(), different]);
  expect(text.match(/→ Choose one\./g)).toHaveLength(1);
  expect(text.match(/Column: Type/g)).toHaveLength(1);
  expect(text.indexOf("→ Choose one.")).toBeLessThan(text.indexOf("This event does not say"));
  const own = written(tableReporter, [finding(), finding({ ...different, fix: "Choose two." })]).text;
  expect(own.indexOf("→ Choose one.")).toBeGreaterThan(own.indexOf("This event does not say"));
  expect(own).toContain("→ Choose two.");
});

test("a narrow terminal has the figures of each rule, too", () => {
  const { text } = written(tableReporter, [finding(), other], { width: 59 });
  expect(text).toMatch(/^ {2}error: The kind of event is missing: 2 of \d+ events?$/m);
});

test("assumptions, refused rows and an interruption are told", () => {
  const head = headOf([]);
  const { text } = written(tableReporter, [], {
    head: {
      run: {
        ...head.run,
        profile: "mine",
        stopped: "interrupted",
        assumptions: [{ field: "status", value: "completed", reason: "only past events are exported" }],
      },
      summary: { ...head.summary, refused: 12 },
      refused: Array.from({ length: 12 }, (_, row) => ({
        file: "export.csv",
        line: row + 2,
        row: row + 1,
        code: "totals-row",
        message: "The row holds totals and is no event.",
        severity: row === 11 ? ("error" as const) : ("info" as const),
      })),
    },
  });
  expect(text).toContain("Taken for granted by the profile mine");
  expect(text).toContain('status is "completed": only past events are exported');
  expect(text).toContain("The check was interrupted");
  expect(text).toContain("12 rows refused");
  // The row that is a loss comes before those that are none.
  expect(text).toMatch(/not checked\n {2}export\.csv:13: /);
  expect(text).toContain("… and 2 more rows");
});

test("marks go round the text and do not count for its width", () => {
  const style = (role: string, text: string) => `<${role}>${text}</${role}>`;
  expect(written(tableReporter, [finding()], { style, width: 120 }).text).toContain(
    "<error>error:</error> <strong>",
  );
});

function input(more: Partial<Input> = {}): Input {
  return {
    file: "export.csv",
    format: "csv",
    sha256: "0".repeat(64),
    rows: 1_869,
    refused: 0,
    columns: [],
    unmapped: [],
    ...more,
  };
}

describe("wrap", () => {
  test.each([
    ["a b c", 3, "", "a b\nc"],
    ["  a   b ", 80, "", "a b"],
    ["longword b", 4, "", "longword\nb"],
    ["a b", 4, "  ", "  a\n  b"],
    ["", 10, "", ""],
    ["数据 质量", 5, "", "数据\n质量"],
    ["lire «\u00a0date de fin\u00a0» ici", 8, "", "lire\n«\u00a0date\nde fin\u00a0»\nici"],
    ["ajoutez\u202f: 1\u00a0200 personnes", 12, "", "ajoutez\u202f:\n1\u00a0200\npersonnes"],
  ])("%j in %i columns", (text, width, indent, expected) => {
    expect(wrap(text, width, indent)).toBe(expected);
  });
});
