import { type FieldDefinition, type FieldKind, fieldNames, fields } from "../../events/fields.ts";
import { cellRule } from "../../findings/cellRule.ts";
import { code, table } from "./markdown.ts";
import { severityMeans } from "./rulePage.ts";

/** How a cell of each kind is read. */
const kinds: Readonly<Record<FieldKind, readonly [reads: string, wrong: string]>> = {
  id: ["any text", ""],
  text: ["any text", ""],
  person: ["any text", ""],
  email: ["any text; a rule says whether it is an address", ""],
  code: ["an entry of its code list, or a usual other word for one", "`certifcate`"],
  openCode: ["any text; a rule says whether it is an entry of the code list", ""],
  flag: ["yes or no, also as true, 1, x, oui, sí", "`maybe`"],
  date: ["a calendar date", "`spring 2025`"],
  count: ["a whole number, with or without separators", "`about thirty`"],
  percent: ["a share, with or without a sign", "`most`"],
  score: ["a number", "`good`"],
};

/** The page of the finding that no rule file is behind: a cell that cannot be read. */
export function cellPage(): string {
  const rows = Object.entries(kinds).flatMap(([kind, [reads, wrong]]) => {
    const names = fieldNames.filter((name) => {
      const field: FieldDefinition = fields[name];
      return field.kind === kind;
    });
    return wrong === "" ? [] : [[reads, wrong, names.map((name) => code(name)).join(", ")]];
  });
  return `# A cell that cannot be read

> **Error** (${severityMeans.error}) · validity · version 1 · active · ${code(cellRule)}

## What it checks

A cell **is wrong if** it holds something that cannot be read as what its column is for: words where a number belongs, a date that is none, an entry that is not on the list. An empty cell is not meant: the rules speak about those.

## Why

What cannot be read is left out of every count and every rate, and nobody sees that it is missing. The rules that need the cell say _not assessed_: not right, and not wrong.

## What to do

Correct the cell as the finding proposes. Where a number is not known yet, leave the cell empty rather than writing a remark into it; a remark belongs in a column of its own.

Where more than half of a column cannot be read, there is one finding for the whole column. Then the column probably holds something else than its header says: look at the header first.

## Wrong and right

| Field | Wrong | Right |
| --- | --- | --- |
| Participants (\`participants\`) | **about thirty** | **30** |
| End date (\`endDate\`) | **7 or 8 March** | **2025-03-07** |
| Learning related (\`learningRelated\`) | **maybe** | **yes** |

## How cells are read

${table(["Reads", "Cannot read", "Fields"], rows)}

Fields that are not listed take any text.

## Sources

- **Our own judgement**: to guess what a cell means would be worse than to ask

## History

- **Version 1**: first version`;
}
