import { describe, expect, test } from "vitest";
import { checkList } from "../../../src/review/lint/checks.ts";
import { lintRules } from "../../../src/review/lint/lintRules.ts";
import { crowd, files, head, inputOf, kept, ledger, nobody } from "./folder.ts";
import { meaningsOf } from "./meanings.ts";

/** The sign before which the diagnostic is to point. */
const mark = "⟦";

interface Seeded {
  readonly code: string;
  readonly file?: string;
  /** What stands in the file, and what somebody made of it; the mark says where it is to be told. */
  readonly from: string;
  readonly to: string;
  /** What the advice says. */
  readonly fix: RegExp;
  /** What else was changed. */
  readonly also?: readonly (readonly [file: string, from: string, to: string])[];
  readonly more?: Readonly<Record<string, string>>;
  /** Codes of what follows from the mistake. */
  readonly follows?: readonly string[];
}

const good: Readonly<Record<string, string>> = { ...files, [ledger]: kept(meaningsOf(files)) };

const otherRule = "rules/participation/other.json";
const another = (files[nobody] ?? "")
  .replace('"id": "nobody-came"', '"id": "other"')
  .replace('"title": "Nobody came"', '"title": "Another rule"')
  .replace('"state": "shadow"', '"state": "active"');

const mistakes: readonly Seeded[] = [
  // What keeps a rule from being loaded
  { code: "json-syntax", from: '"version": 2,\n', to: `"version": 2,⟦,\n`, fix: /comma/ },
  {
    code: "unknown-key",
    from: '"severity": "warning"',
    to: `⟦"severty": "warning"`,
    fix: /"severity"/,
    follows: ["missing-key"],
  },
  {
    code: "missing-key",
    from: `{
  "$schema": "../../schemas/rule.schema.json",`,
    to: `⟦{
  "$schema": "../../schemas/rule.schema.json",`,
    fix: /Add the key/,
    also: [[crowd, '  "rationale": "A crowd that no room holds was miscounted, or met elsewhere.",\n', ""]],
  },
  {
    code: "missing-key",
    from: '"graceDays": { "default": 30, "unit": "days", "source": "ours: a month to count" }',
    to: `"graceDays": ⟦{ "default": 30, "unit": "days" }`,
    fix: /Add the key/,
  },
  {
    code: "invalid-value",
    from: '["ours: a sample", "ours: another sample"]',
    to: "⟦[]",
    fix: /kind/,
  },
  {
    code: "duplicate-key",
    from: '"state": "active",',
    to: `"state": "active", ⟦"state": "active",`,
    fix: /Take out/,
  },
  { code: "invalid-value", from: '"severity": "warning"', to: `"severity": ⟦"warnin"`, fix: /"warning"/ },
  {
    code: "unknown-fact",
    from: '{ "fact": "participants", "operator"',
    to: `{ "fact": ⟦"particpants", "operator"`,
    fix: /"participants"/,
  },
  {
    code: "unknown-operator",
    from: '"operator": "greaterThan"',
    to: `"operator": ⟦"graterThan"`,
    fix: /"greaterThan"/,
  },
  {
    code: "unknown-operator-decorator",
    from: '"operator": "greaterThan"',
    to: `"operator": ⟦"nott:greaterThan"`,
    fix: /"not"/,
  },
  {
    code: "unknown-parameter",
    from: '"value": { "param": "most" }',
    to: `"value": { "param": ⟦"mots" }`,
    fix: /params|"most"/,
  },
  {
    code: "unknown-condition",
    from: '{ "condition": "is-over" }',
    to: `{ "condition": ⟦"is-ovr" }`,
    fix: /"is-over"/,
  },
  {
    code: "unknown-code-list",
    from: '"operator": "in", "value": ["course", "workshop"]',
    to: `"operator": "oneOf", "value": ⟦"eventTyp"`,
    fix: /"eventType"/,
  },
  {
    code: "unknown-placeholder",
    from: "shows {participants} participants",
    to: `shows ⟦{particpants} participants`,
    fix: /"participants"/,
  },
  {
    code: "placeholder-personal",
    from: "where the event was",
    to: `where ⟦{title} was`,
    fix: /without the value/,
  },
  {
    code: "operator-type",
    from: '"operator": "greaterThan"',
    to: `"operator": ⟦"before"`,
    fix: /fits the fact/,
    follows: ["invalid-value"],
  },
  {
    code: "invalid-value",
    from: '"greaterThan", "value": { "param": "most" }',
    to: `"greaterThan", "value": ⟦"100"`,
    fix: /./,
  },
  { code: "invalid-pattern", from: '"^(?:Cloud|Mars \\\\d+)$"', to: `⟦"^(?!Cloud)$"`, fix: /RE2/ },
  { code: "due-type", from: '"after": "endDate"', to: `"after": ⟦"participants"`, fix: /date/ },
  {
    code: "due-days",
    from: '"graceDays": { "default": 30',
    to: `"graceDays": { "default": ⟦1.5`,
    fix: /whole number/,
  },
  {
    code: "rule-duplicate",
    file: nobody,
    from: '"id": "nobody-came"',
    to: `"id": ⟦"crowd-too-large"`,
    fix: /never used/,
  },
  {
    code: "condition-cycle",
    file: head,
    from: '"is-over": { "fact": "hasEnded", "operator": "equal", "value": true }',
    to: `"is-over": ⟦{ "not": { "condition": "is-over" } }`,
    fix: /without its own name/,
  },
  // Names and texts
  { code: "unknown-code", from: '["course", "workshop"]', to: `[⟦"curse", "workshop"]`, fix: /"course"/ },
  {
    code: "unknown-code",
    from: '"in", "value": ["course", "workshop"]',
    to: `"equal", "value": ⟦"Course"`,
    fix: /"course"/,
  },
  {
    code: "placeholder-due",
    file: nobody,
    from: '"fix": "Count again."',
    to: `"fix": "Count \\"all\\" by ⟦{due}."`,
    fix: /due date/,
  },
  {
    code: "placeholder-text",
    from: '"rationale": "A crowd',
    to: `"rationale": ⟦"TODO: A crowd`,
    fix: /reads the finding/,
  },
  { code: "placeholder-text", from: '["ours: a sample", ', to: `[⟦"tbd", `, fix: /where it comes from/ },
  {
    code: "placeholder-text",
    from: '"source": "ours: a month to count"',
    to: `"source": ⟦"?"`,
    fix: /where it comes from/,
  },
  {
    code: "unfinished-sentence",
    from: '"fix": "Count again, or say where the event was."',
    to: `"fix": ⟦"Count again, or say where the event was"`,
    fix: /full stop/,
  },
  {
    code: "jargon",
    from: "shows {participants} participants",
    to: `\\"shows\\" ⟦null participants`,
    fix: /words of those/,
  },
  { code: "jargon", from: '"Count again, or', to: `"Mend ⟦endDate, count again, or`, fix: /in the form/ },
  {
    code: "title-repeated",
    file: nobody,
    from: '"title": "Nobody came"',
    to: `"title": ⟦"More people than the room holds"`,
    fix: /different/,
  },
  // What nothing uses
  {
    code: "field-not-used",
    from: '    "city"\n  ],',
    to: `    ⟦"country"\n  ],`,
    fix: /Name the field that decides/,
  },
  { code: "field-repeated", from: '    "city"\n  ],', to: `    "city", ⟦"city"\n  ],`, fix: /Take one/ },
  {
    code: "param-not-used",
    from: '"graceDays": { "default": 30,',
    to: `⟦"least": { "default": 3, "unit": "people", "source": "ours: few" },\n    "graceDays": { "default": 30,`,
    fix: /"least"/,
  },
  {
    code: "condition-not-used",
    file: head,
    from: '"conditions": {',
    to: `"conditions": {\n    ⟦"has-city": { "fact": "city", "operator": "isPresent", "value": true },`,
    fix: /take it out/,
  },
  { code: "tag-repeated", from: '"rooms"]', to: `"rooms", ⟦"rooms"]`, fix: /Take one/ },
  { code: "source-repeated", from: '"ours: another sample"]', to: `⟦"ours: a sample"]`, fix: /Take one/ },
  // Where and when
  {
    code: "file-misplaced",
    from: '"id": "crowd-too-large"',
    to: `"id": ⟦"crowd-too-small"`,
    fix: /participation\/crowd-too-small\.json/,
  },
  {
    code: "file-misplaced",
    from: '"tags": ["participation"',
    to: `"tags": [⟦"people"`,
    fix: /people\/crowd-too-large\.json/,
  },
  {
    code: "schema-missing",
    file: nobody,
    from: '{\n  "$schema": "../../schemas/rule.schema.json",',
    to: `⟦{`,
    fix: /\.\.\/\.\.\/schemas\/rule\.schema\.json/,
  },
  {
    code: "schema-wrong",
    from: '"../../schemas/rule.schema.json"',
    to: `⟦"../schemas.json"`,
    fix: /\.\.\/\.\.\/schemas\/rule\.schema\.json/,
  },
  {
    code: "schema-wrong",
    file: head,
    from: '"../schemas/ruleset.schema.json"',
    to: `⟦"../schemas/rule.schema.json"`,
    fix: /ruleset\.schema\.json/,
  },
  { code: "history-missing", from: '"version": 2,\n', to: `"version": ⟦3,\n`, fix: /"version": 3/ },
  {
    code: "history-order",
    from: '{ "version": 2, "date"',
    to: `{ ⟦"version": 4, "date"`,
    fix: /order/,
    follows: ["history-missing"],
  },
  { code: "effective-reversed", from: '"from": "2001-01-01"', to: `"from": ⟦"2201-01-01"`, fix: /Swap/ },
  // Conditions that say less than they seem to
  {
    code: "single-part",
    file: nobody,
    from: '"violation": { "fact": "participants", "operator": "equal", "value": 0 }',
    to: `"violation": ⟦{ "any": [{ "fact": "participants", "operator": "equal", "value": 0 }] }`,
    fix: /alone/,
  },
  {
    code: "empty-condition",
    from: '{ "condition": "is-over" },',
    to: `{ "condition": "is-over" }, ⟦{ "all": [] },`,
    fix: /Take it out/,
  },
  {
    code: "empty-condition",
    file: nobody,
    from: '"when": { "all": [] }',
    to: `"when": ⟦{ "any": [] }`,
    fix: /"all": \[\]/,
    follows: ["example-kind-missing"],
  },
  {
    code: "double-not",
    from: '{ "condition": "is-over" },',
    to: `⟦{ "not": { "not": { "condition": "is-over" } } },`,
    fix: /inside/,
  },
  {
    code: "double-not",
    from: '"operator": "greaterThan"',
    to: `"operator": ⟦"not:not:greaterThan"`,
    fix: /"greaterThan"/,
  },
  {
    code: "part-repeated",
    from: '{ "condition": "is-over" },',
    to: `{ "condition": "is-over" }, ⟦{ "condition": "is-over" },`,
    fix: /take it out/,
  },
  {
    code: "value-repeated",
    from: '["course", "workshop"]',
    to: `["course", "workshop", ⟦"course"]`,
    fix: /Take one/,
  },
  // Examples
  {
    code: "example-kind-missing",
    from: '  "examples": [',
    to: `  ⟦"examples": [`,
    fix: /notDue/,
    also: [[crowd, '"expect": "notDue"', '"expect": "failed"']],
  },
  {
    code: "example-field-unknown",
    from: '"participants": 101, "city": "Geneva" },\n      "expect": "failed"',
    to: `"participants": 101, ⟦"citty": "Geneva" },\n      "expect": "failed"`,
    fix: /"city"/,
  },
  {
    code: "example-field-unknown",
    from: '{ "title": "None", "event": { "participants": 0 }',
    file: nobody,
    to: `{ "title": "None", "event": { ⟦"hasEnded": true, "participants": 0 }`,
    fix: /endDate/,
  },
  { code: "example-field-unknown", from: '"absent": ["title"]', to: `"absent": [⟦"titl"]`, fix: /"title"/ },
  {
    code: "example-value-wrong",
    from: '"event": { "participants": 1 }',
    file: nobody,
    to: `"event": { "participants": ⟦"1" }`,
    fix: /a whole number|a number/,
  },
  {
    code: "example-value-wrong",
    from: '"endDate": "2025-06-15"',
    to: `"endDate": ⟦"15/06/2025"`,
    fix: /date/,
  },
  {
    code: "example-value-wrong",
    from: '"eventType": "webinar"',
    to: `"eventType": ⟦"Webinar"`,
    fix: /"webinar"/,
  },
  {
    code: "example-absent-value",
    from: '"absent": ["title"]',
    to: `"absent": ["city"]`,
    fix: /one of the two/,
    also: [[crowd, '"city": "Geneva" },\n      "absent"', `⟦"city": "Geneva" },\n      "absent"`]],
  },
  {
    code: "example-repeated",
    file: nobody,
    from: '{ "title": "Not entered"',
    to: `⟦{ "title": "One more", "event": { "participants": 1 }, "expect": "passed" },\n    { "title": "Not entered"`,
    fix: /Take one/,
  },
  {
    code: "example-contradicts",
    file: nobody,
    from: '{ "title": "Not entered"',
    to: `{ "title": "One more", "event": { "participants": 1 }, "expect": ⟦"failed" },\n    { "title": "Not entered"`,
    fix: /Mend/,
  },
  {
    code: "example-title-repeated",
    file: nobody,
    from: '{ "title": "Not entered"',
    to: `{ "title": ⟦"One", "event": { "participants": 2 }, "expect": "passed" },\n    { "title": "Not entered"`,
    fix: /different/,
  },
  {
    code: "example-personal",
    from: '"participants": 101, "city": "Geneva" },\n      "expect": "failed"',
    to: `"participants": 101, "city": ⟦"ask ann@unitar-mail.org" },\n      "expect": "failed"`,
    fix: /example\.org/,
  },
  // The ledger
  {
    code: "ledger-line",
    file: ledger,
    from: "nobody-came,1,",
    to: `⟦nobody-came,one,`,
    fix: /history of the file/,
    follows: ["id-not-in-ledger"],
  },
  {
    code: "id-not-in-ledger",
    from: '"id": "crowd-too-large"',
    to: `"id": ⟦"crowd-too-big"`,
    fix: /--fix/,
    follows: ["file-misplaced", "id-removed"],
  },
  {
    code: "id-not-in-ledger",
    from: '"version": 2,\n',
    to: `"version": ⟦3,\n`,
    fix: /--fix/,
    follows: ["history-missing"],
  },
  {
    code: "id-removed",
    file: ledger,
    from: "too-few,1,0123456789abcdef,removed",
    to: `⟦too-few,1,0123456789abcdef,used`,
    fix: /retired/,
  },
  {
    code: "id-recycled",
    file: nobody,
    from: '"id": "nobody-came"',
    to: `"id": ⟦"too-few"`,
    fix: /never used/,
    follows: ["file-misplaced", "id-removed"],
  },
  {
    code: "meaning-changed",
    from: '"version": 2,\n',
    to: `"version": ⟦2,\n`,
    fix: /version 3/,
    also: [[crowd, '"default": 100', '"default": 120']],
  },
  {
    code: "version-order",
    from: '"version": 2,\n',
    to: `"version": ⟦1,\n`,
    fix: /version 2/,
    follows: ["history-order"],
  },
  {
    code: "version-order",
    from: '"version": 2,\n',
    to: `"version": ⟦4,\n`,
    fix: /version 3/,
    follows: ["history-missing"],
  },
  // What rules mean
  {
    code: "when-never-true",
    from: '"when": {\n    "all": [\n',
    to: `"when": ⟦{\n    "all": [\n      { "fact": "eventType", "operator": "equal", "value": "webinar" },\n`,
    fix: /exclude each other/,
  },
  {
    code: "violation-never-true",
    file: nobody,
    from: '"violation": { "fact": "participants", "operator": "equal", "value": 0 }',
    to: `"violation": ⟦{ "all": [{ "fact": "participants", "operator": "lessThan", "value": 0 }, { "fact": "participants", "operator": "greaterThan", "value": 0 }] }`,
    fix: /exclude each other/,
  },
  {
    code: "when-excludes-violation",
    file: nobody,
    from: '"when": { "all": [] },\n  "violation": {',
    to: `"when": { "fact": "participants", "operator": "greaterThan", "value": 10 },\n  "violation": ⟦{`,
    fix: /take one of the two back/,
    follows: ["example-kind-missing"],
  },
  {
    code: "never-fires",
    from: '"violation": {\n    "any": [\n',
    to: `"violation": ⟦{\n    "any": [\n`,
    fix: /due date/,
    also: [
      [
        crowd,
        '{ "condition": "is-over" }',
        '{ "fact": "endDate", "operator": "before", "value": "2001-01-01" }',
      ],
    ],
    follows: ["condition-not-used"],
  },
  {
    code: "always-fires",
    file: nobody,
    from: '"when": { "all": [] },\n  "violation": {',
    to: `"when": { "fact": "participants", "operator": "lessThan", "value": 1 },\n  "violation": ⟦{`,
    fix: /widen/,
    follows: ["example-kind-missing"],
    also: [[nobody, '"operator": "equal", "value": 0 }', '"operator": "lessThanInclusive", "value": 5 }']],
  },
  {
    code: "rules-contradict",
    file: otherRule,
    from: '"violation": { "fact": "participants", "operator": "equal", "value": 0 }',
    to: `"violation": ⟦{ "fact": "participants", "operator": "notEqual", "value": 0 }`,
    more: { [otherRule]: another },
    fix: /give up one/,
  },
  {
    code: "rules-same",
    file: otherRule,
    from: '"violation": {',
    to: `"violation": ⟦{`,
    more: { [otherRule]: another },
    fix: /Retire one/,
  },
  {
    code: "rule-redundant",
    file: nobody,
    from: '"violation": {',
    to: `"violation": ⟦{`,
    more: {
      [otherRule]: another.replace('"operator": "equal", "value": 0', '"operator": "lessThan", "value": 3'),
    },
    fix: /Retire nobody-came/,
  },
  {
    code: "patterns-overlap",
    file: "rules/participation/place.json",
    from: '"value": "^Mars 1$"',
    to: `"value": ⟦"^Mars 1$"`,
    more: {
      "rules/participation/place.json": another
        .replace('"id": "other"', '"id": "place"')
        .replace(
          '{ "fact": "participants", "operator": "equal", "value": 0 }',
          '{ "fact": "city", "operator": "matches", "value": "^Mars 1$" }',
        )
        .replace('["participants"]', '["city"]'),
    },
    fix: /one finding/,
  },
  {
    code: "condition-redundant",
    from: '{ "condition": "is-over" },',
    to: `{ "condition": "is-over" }, ⟦{ "fact": "eventType", "operator": "notEqual", "value": "webinar" },`,
    fix: /Take it out/,
  },
  {
    code: "pattern-redundant",
    from: '"^(?:Cloud|Mars \\\\d+)$"',
    to: `"^(?:Cloud|Mars \\\\d+|⟦Mars \\\\d\\\\d)$"`,
    fix: /Take it out/,
  },
];

describe("a folder without a mistake", () => {
  test("has nothing to be told", () => {
    expect(lintRules(inputOf(good)).diagnostics).toEqual([]);
  });
});

/** Takes the mark out of the files; tells where it was. */
function unmarked(texts: Readonly<Record<string, string>>): {
  readonly texts: Readonly<Record<string, string>>;
  readonly file: string;
  readonly line: number;
  readonly column: number;
} {
  const places = Object.entries(texts).flatMap(([file, text]) => {
    const before = text.split(mark);
    if (before.length === 1) return [];
    const lines = (before[0] ?? "").split("\n");
    return before.slice(1).map(() => ({ file, line: lines.length, column: (lines.at(-1) ?? "").length + 1 }));
  });
  const [place] = places;
  if (place === undefined || places.length !== 1) throw new Error(`${places.length} marks`);
  return {
    ...place,
    texts: Object.fromEntries(Object.entries(texts).map(([file, text]) => [file, text.replace(mark, "")])),
  };
}

function changed(
  texts: Readonly<Record<string, string>>,
  file: string,
  from: string,
  to: string,
): Readonly<Record<string, string>> {
  const text = texts[file] ?? "";
  if (text.split(from).length !== 2)
    throw new Error(`${JSON.stringify(from)} does not stand in ${file} once`);
  return { ...texts, [file]: text.replace(from, () => to) };
}

describe("a seeded mistake", () => {
  test.each(
    mistakes.map(
      (seeded, index) => [`${index + 1} ${seeded.code}: ${seeded.to.trim().slice(0, 60)}`, seeded] as const,
    ),
  )("%s", (_title, { code, file = crowd, from, to, also = [], more = {}, fix, follows = [] }) => {
    const seeded = [[file, from, to] as const, ...also].reduce<Readonly<Record<string, string>>>(
      (texts, [at, before, after]) => changed(texts, at, before, after),
      { ...good, ...more },
    );
    const { texts, ...place } = unmarked(seeded);
    const { [ledger]: _ledger, ...rules } = texts;
    const isAboutLedger = file === ledger || /ledger|^(?:id|meaning|version)-/.test(code);
    const { diagnostics } = lintRules(inputOf(isAboutLedger ? texts : rules));
    const told = diagnostics.filter((each) => each.code === code);
    expect(told).toMatchObject([{ ...place, fix: expect.stringMatching(fix) }]);
    expect([...new Set(diagnostics.map((each) => each.code))].filter((each) => each !== code).sort()).toEqual(
      [...follows].sort(),
    );
  });

  test("there is one for every check", () => {
    const seeded = new Set(mistakes.map(({ code }) => code));
    // These two are no mistakes of anybody's; they have tests of their own.
    const others = new Set(["ledger-missing", "could-not-decide"]);
    expect(
      checkList.map(({ code }) => code).filter((code) => !seeded.has(code) && !others.has(code)),
    ).toEqual([]);
  });
});

describe("where some of it cannot be loaded", () => {
  const wrong = changed(
    changed(good, nobody, '["participation"]', '["participation", "participation"]'),
    crowd,
    '"warning"',
    '"warnin"',
  );

  test("the rest is looked at all the same", () => {
    expect(lintRules(inputOf(wrong)).diagnostics.map(({ file, code }) => [file, code])).toEqual([
      [crowd, "invalid-value"],
      [nobody, "tag-repeated"],
    ]);
  });

  test("so is the rest of a file with several rules", () => {
    const list = `[\n${[wrong[crowd], wrong[nobody]].join(",")}]`;
    const { rules, diagnostics } = lintRules(inputOf({ [head]: good[head] ?? "", "rules/all.json": list }));
    expect(rules).toBe(1);
    expect(diagnostics.map(({ path, code }) => [path, code])).toEqual([
      ["$[0].severity", "invalid-value"],
      ["$[1].tags[1]", "tag-repeated"],
    ]);
  });

  test("a condition that nobody could read is not what a rule is blamed for", () => {
    const broken = changed(good, head, '"conditions"', 'conditions"');
    expect(lintRules(inputOf(broken)).diagnostics.map(({ file, code }) => [file, code])).toEqual([
      [head, "json-syntax"],
    ]);
  });
});

test("what cannot be decided is said, and nothing is claimed", () => {
  const texts = changed(
    files,
    crowd,
    '{ "fact": "city", "operator": "matches", "value": "^(?:Cloud|Mars \\\\d+)$" }',
    '{ "fact": "city", "operator": "matches", "value": "^[[:digit:]]$" }, { "fact": "city", "operator": "matches", "value": "^(?:Cloud|Mars \\\\d+)$" }',
  );
  const told = lintRules(inputOf(texts)).diagnostics.filter(({ code }) => code !== "condition-redundant");
  expect(told).toMatchObject([
    {
      code: "could-not-decide",
      severity: "info",
      message: expect.stringMatching(/^Whether .* could not be decided: /),
      related: [{ file: crowd }],
    },
  ]);
});

test("a hostile file is told and does no harm", () => {
  const deep = `${'{"all":['.repeat(5_000)}${"]}".repeat(5_000)}`;
  const texts = {
    ...files,
    "rules/deep.json": deep,
    "rules/proto.json":
      '{ "__proto__": 1, "constructor": { "prototype": 1 }, "rules": 3, "conditions": { "toString": 1 } }',
    "rules/null.json": "null",
  };
  const { diagnostics } = lintRules(inputOf(texts));
  expect(new Set(diagnostics.map(({ file }) => file))).toEqual(
    new Set(["rules/deep.json", "rules/proto.json", "rules/null.json"]),
  );
  expect(diagnostics.every(({ line, column, fix }) => line >= 1 && column >= 1 && fix !== "")).toBe(true);
});
