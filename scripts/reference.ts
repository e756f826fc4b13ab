/** Writes docs/reference.md from the records of operators, decorators, fields, derived facts and code lists. */
import { writeFileSync } from "node:fs";
import { derivedFacts, outsideFacts } from "../src/events/facts.ts";
import { type FieldDefinition, fieldNames, fields } from "../src/events/fields.ts";
import { codeLists } from "../src/events/vocabularies/codes.ts";
import { decorators, operators } from "../src/rules/vocabulary.ts";

export const referenceFile = new URL("../docs/reference.md", import.meta.url).pathname;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

const code = (text: string): string => `\`${text}\``;

export function reference(): string {
  const takes: Readonly<Record<string, string>> = {
    any: "a value",
    number: "a number",
    date: "a date",
    true: "`true`",
    list: "a list",
    item: "a value",
    pattern: "a pattern",
    codeList: "the name of a code list",
    tolerance: "`{ of, points }`",
    sum: "a list of numbers",
  };
  const origins = { previous: "the stored version", lookup: "a look-up", dataset: "the other events" };
  const lists = Object.entries(codeLists).map(([name, codes]) => [
    code(name),
    codes.length > 60 ? `${codes.length} codes: ${codes.slice(0, 8).join(", ")}, …` : codes.join(", "),
  ]);
  return `# Reference

Generated from the source by \`npm run reference\`. What the parts mean together is told in [rule-language.md](rule-language.md).

## Operators

A value may be written out, or be \`{ "fact": "name" }\` or \`{ "param": "name" }\`. Every comparison with a fact that has no value is *unknown*.

${table(
  ["Operator", "Takes", "Holds where"],
  operators.map(({ name, doc, value }) => [code(name), takes[value] ?? value, doc]),
)}

## Decorators

Written before the operator, the outermost first: \`not:someFact:equal\`.

${table(
  ["Decorator", "Meaning"],
  decorators.map(({ name, doc }) => [code(`${name}:`), doc]),
)}

## Fields of the event

${table(
  ["Field", "Kind", "What it is"],
  fieldNames.map((name) => {
    const { kind, doc, codeList }: FieldDefinition = fields[name];
    return [code(name), codeList === undefined ? kind : `${kind} (${codeList})`, doc];
  }),
)}

## Facts from elsewhere

They do not stand in the event. A backend hands over the stored version (\`previous\`) and what it looks up; only the other events tell the rest, which a backend may look up as well. What is not handed over is *unknown*, and neither empty nor present. Fields that may hold personal data have no stored value that a rule could use.

${table(
  ["Fact", "Type", "From", "What it is"],
  outsideFacts.map(({ name, type, doc, outside }) => [code(name), type, origins[outside], doc]),
)}

## Derived facts

Computed once for each event. \`asOf\` is the clock.

${table(
  ["Fact", "Type", "What it is", "From"],
  derivedFacts.map(({ name, type, doc, from }) => [
    code(name),
    type,
    doc,
    [...new Set(from.map((input) => (typeof input === "string" ? input : input.isEmpty)))]
      .map(code)
      .join(", "),
  ]),
)}

## Code lists

${table(["List", "Entries"], lists)}
`;
}

if (process.argv[1] === new URL(import.meta.url).pathname) writeFileSync(referenceFile, reference());
