import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixRules } from "../../../src/review/lint/fixRules.ts";
import { lintRules } from "../../../src/review/lint/lintRules.ts";
import { meaningKey } from "../../../src/review/lint/meaningKey.ts";
import { type LintInput, subjectOf } from "../../../src/review/lint/subject.ts";
import { crowd, files, head, inputOf, kept, ledger, nobody } from "./folder.ts";
import { meaningsOf } from "./meanings.ts";

type Texts = Readonly<Record<string, string>>;

/** The folder after `--fix`, and how many diagnostics it took care of. */
function fixed(texts: Texts): { readonly texts: Texts; readonly fixed: number } {
  const result = fixRules(inputOf(texts), (changes) => inputOf({ ...texts, ...Object.fromEntries(changes) }));
  return { texts: { ...texts, ...Object.fromEntries(result.changes) }, fixed: result.fixed };
}

function meanings(texts: Texts): readonly string[] {
  const { rules, conditions } = subjectOf(inputOf(texts));
  return rules.map(({ rule }) => `${rule.id} ${meaningKey(rule, conditions)}`);
}

function changed(texts: Texts, file: string, from: string, to: string): Texts {
  const text = texts[file] ?? "";
  if (!text.includes(from)) throw new Error(`${from} does not stand in ${file}`);
  return { ...texts, [file]: text.replace(from, () => to) };
}

const good: Texts = { ...files, [ledger]: kept(meaningsOf(files)) };

interface Mend {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** What stands there afterwards; default: what stood there before. */
  readonly after?: string;
}

const mends: readonly Mend[] = [
  { name: "a tag that stands twice", file: crowd, from: '"rooms"]', to: '"rooms", "participation"]' },
  {
    name: "a source that stands twice",
    file: crowd,
    from: '"ours: another sample"]',
    to: '"ours: another sample", "ours: a sample"]',
  },
  { name: "a field that stands twice", file: crowd, from: '    "city"\n', to: '    "city",\n    "city"\n' },
  { name: "a missing full stop", file: crowd, from: 'where the event was."', to: 'where the event was"' },
  {
    name: "a missing full stop after a quotation",
    file: crowd,
    from: 'where the event was."',
    to: 'where \\"it\\" was"',
    after: 'where \\"it\\" was."',
  },
  {
    name: "a missing schema",
    file: nobody,
    from: '  "$schema": "../../schemas/rule.schema.json",\n',
    to: "",
  },
  {
    name: "another schema",
    file: head,
    from: '"../schemas/ruleset.schema.json"',
    to: '"../schemas/rule.schema.json"',
  },
  {
    name: "an all of one",
    file: crowd,
    from: '{ "condition": "is-over" },',
    to: '{ "all": [{ "condition": "is-over" }] },',
  },
  {
    name: "an any of one over several lines",
    file: nobody,
    from: '"violation": { "fact": "participants", "operator": "equal", "value": 0 },',
    to: '"violation": {\n    "any": [\n      {\n        "fact": "participants",\n        "operator": "equal",\n        "value": 0\n      }\n    ]\n  },',
    after: '"violation": {\n    "fact": "participants",\n    "operator": "equal",\n    "value": 0\n  },',
  },
  {
    name: "a not of a not",
    file: crowd,
    from: '{ "condition": "is-over" },',
    to: '{ "not": { "not": { "condition": "is-over" } } },',
  },
  {
    name: "a not of a not before an operator",
    file: crowd,
    from: '"greaterThan"',
    to: '"not:not:greaterThan"',
  },
  {
    name: "an all of nothing in an all",
    file: crowd,
    from: '      { "condition": "is-over" },\n',
    to: '      { "condition": "is-over" },\n      { "all": [] },\n',
  },
  {
    name: "a part that stands twice",
    file: crowd,
    from: '      { "condition": "is-over" },\n',
    to: '      { "condition": "is-over" },\n      { "condition": "is-over" },\n',
  },
  {
    name: "a value that stands twice",
    file: crowd,
    from: '["course", "workshop"]',
    to: '["course", "workshop", "course"]',
  },
  {
    name: "an example that stands twice",
    file: nobody,
    from: '    { "title": "One",',
    to: '    { "title": "None", "event": { "participants": 0 }, "expect": "failed" },\n    { "title": "One",',
  },
  {
    name: "an all that is left with one part",
    file: nobody,
    from: '"violation": { "fact": "participants", "operator": "equal", "value": 0 }',
    to: '"violation": { "all": [{ "fact": "participants", "operator": "equal", "value": 0 }, { "all": [] }, { "not": { "not": { "fact": "participants", "operator": "equal", "value": 0 } } }] }',
  },
];

describe("--fix mends", () => {
  test.each(mends.map((mend) => [mend.name, mend] as const))(
    "%s, and nothing else",
    (_, { file, from, to, after = from }) => {
      const seeded = changed(good, file, from, to);
      const result = fixed(seeded);
      expect(result.texts).toEqual(changed(good, file, from, after));
      expect(result.fixed).toBeGreaterThan(0);
      expect(meanings(result.texts)).toEqual(meanings(good));
      expect(fixed(result.texts)).toEqual({ texts: result.texts, fixed: 0 });
    },
  );

  test("a file with CRLF and tabs in its own way", () => {
    const own = (texts: Texts): Texts =>
      Object.fromEntries(
        Object.entries(texts).map(([file, text]) => [
          file,
          text.replaceAll(/^ +/gm, (blanks) => "\t".repeat(blanks.length / 2)).replaceAll("\n", "\r\n"),
        ]),
      );
    for (const { file, from, to, after = from } of mends)
      expect(fixed(own(changed(good, file, from, to))).texts).toEqual(own(changed(good, file, from, after)));
  });

  test("a file with the mark of its encoding, and keeps the mark", () => {
    const seeded = changed(good, nobody, '  "$schema": "../../schemas/rule.schema.json",\n', "");
    const marked = { ...seeded, [nobody]: `\ufeff${seeded[nobody]}` };
    expect(fixed(marked).texts[nobody]).toBe(`\ufeff${good[nobody]}`);
  });
});

test("--fix of any set of mistakes leaves every meaning, mends them all, and has nothing to do the next time", () => {
  fc.assert(
    fc.property(fc.subarray([...mends]), (some) => {
      const seeded = some.reduce<Texts>(
        (texts, { file, from, to }) => (texts[file]?.includes(from) ? changed(texts, file, from, to) : texts),
        good,
      );
      const result = fixed(seeded);
      expect(meanings(result.texts)).toEqual(meanings(good));
      expect(lintRules(inputOf(result.texts)).diagnostics.filter(({ fixable }) => fixable)).toEqual([]);
      expect(fixed(result.texts)).toEqual({ texts: result.texts, fixed: 0 });
    }),
    { numRuns: 30 },
  );
});

test("--fix leaves a rule alone that cannot be loaded, and mends the others", () => {
  const seeded = changed(
    changed(good, crowd, '"warning"', '"warnin"'),
    nobody,
    '"participation"]',
    '"participation", "participation"]',
  );
  const result = fixed(seeded);
  expect(result.texts).toEqual({ ...seeded, [nobody]: good[nobody] });
});

describe("the ledger", () => {
  const lines = (text: string | undefined): readonly string[] => (text ?? "").split("\n");

  test("is written where there is none", () => {
    const missing = (texts: Texts): LintInput => ({
      ...inputOf(texts),
      ledger: { file: ledger, text: texts[ledger] },
    });
    expect(lintRules(missing(files)).diagnostics).toMatchObject([
      { code: "ledger-missing", file: ledger, line: 1, column: 1, fixable: true },
    ]);
    const { changes } = fixRules(missing(files), (after) =>
      missing({ ...files, ...Object.fromEntries(after) }),
    );
    const [, crowdNow, nobodyNow] = meaningsOf(files);
    expect(changes).toEqual(
      new Map([
        [
          ledger,
          `id,version,meaning,state\ncrowd-too-large,2,${crowdNow},used\nnobody-came,1,${nobodyNow},used\n`,
        ],
      ]),
    );
  });

  test("gets a new id and a new version where they belong, and keeps every line", () => {
    const before = `${lines(good[ledger])
      .filter((line) => !line.startsWith("nobody"))
      .join("\r\n")}`;
    const seeded = changed({ ...good, [ledger]: before }, crowd, '"version": 2,\n', '"version": 3,\n');
    const after = lines(fixed(seeded).texts[ledger]?.replaceAll("\r\n", "\n"));
    expect(after.filter((line) => lines(good[ledger]).includes(line))).toEqual(lines(good[ledger]));
    const [, , current] = lines(good[ledger]);
    expect(after[3]).toBe(current?.replace(",2,", ",3,"));
    expect(fixed(seeded).texts[ledger]).not.toMatch(/[^\r]\n/);
  });

  test("marks every version of an id that is gone", () => {
    const { [crowd]: _gone, ...rest } = good;
    const after = lines(fixed(rest).texts[ledger]);
    expect(after).toEqual(
      lines(good[ledger]).map((line) =>
        line.startsWith("crowd") ? line.replace(",used", ",removed") : line,
      ),
    );
  });

  test("does not take an id for gone whose file cannot be read", () => {
    const broken = changed(good, crowd, '"version"', 'version"');
    expect(lintRules(inputOf(broken)).diagnostics.map(({ code }) => code)).toEqual(["json-syntax"]);
    expect(fixed(broken).texts).toEqual(broken);
  });

  test("keeps lines that cannot be read", () => {
    const seeded: Texts = { ...good, [ledger]: `${good[ledger]}what is this\n` };
    const { [nobody]: _gone, ...rest } = seeded;
    const after = fixed(rest).texts[ledger];
    expect(after).toContain("what is this\n");
    expect(after).toMatch(/^nobody-came,1,[0-9a-f]{16},removed$/m);
  });
});
