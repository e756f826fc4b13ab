import { expect, test } from "vitest";
import { isoFormat } from "../../../src/events/cells/format.ts";
import { cellReader } from "../../../src/events/cells/read.ts";
import { type FieldDefinition, fieldNames, fields } from "../../../src/events/fields.ts";
import { cellPage } from "../../../src/review/docs/cellPage.ts";
import { Unreadable } from "../../../src/rules/value.ts";

const page = cellPage();
const read = (name: string | undefined, text: string | undefined): unknown => {
  const field = fieldNames.find((each) => each === name);
  if (field === undefined || text === undefined) throw new Error(`no field ${name}`);
  return cellReader(field, isoFormat(field))(text);
};

test("what the page calls right can be read, and what it calls wrong cannot", () => {
  const examples = [...page.matchAll(/^\| .*\(`(\w+)`\) \| \*\*(.+)\*\* \| \*\*(.+)\*\* \|$/gm)];
  expect(examples).toHaveLength(3);
  for (const [, field, wrong, right] of examples) {
    expect(read(field, wrong)).toBeInstanceOf(Unreadable);
    expect(read(field, right)).not.toBeInstanceOf(Unreadable);
  }
});

test("every field that it lists refuses what it says, and every other takes any text", () => {
  const rows = [...page.matchAll(/^\| [^|]+ \| `([^`]+)` \| (`.+`) \|$/gm)];
  const listed = rows.flatMap(([, wrong, names = ""]) =>
    [...names.matchAll(/`(\w+)`/g)].map(([, field]) => {
      expect(read(field, wrong), `${field}: ${wrong}`).toBeInstanceOf(Unreadable);
      return field;
    }),
  );
  expect(listed.length).toBeGreaterThan(30);
  for (const name of fieldNames.filter((each) => !listed.includes(each)))
    expect(read(name, "any text"), name).not.toBeInstanceOf(Unreadable);
});

test("a flag reads the words that it names", () => {
  const { kind }: FieldDefinition = fields.donorFunded;
  expect(kind).toBe("flag");
  const [, words = ""] = /\| yes or no, also as ([^|]+) \|/.exec(page) ?? [];
  for (const word of words.split(", ")) expect(read("donorFunded", word.trim()), word).toBe(true);
});
