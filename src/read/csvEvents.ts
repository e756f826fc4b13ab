import { DataQualityError } from "../errors.ts";
import { trimBlanks } from "../events/cells/blank.ts";
import { fieldNames } from "../events/fields.ts";
import { columnFormats } from "../profile/formats.ts";
import { mapHeader } from "../profile/header.ts";
import { matchColumns } from "../profile/matchColumns.ts";
import { rowReader } from "../profile/reader.ts";
import type { Profile } from "../profile/schema.ts";
import { chooseHeader, knownFields } from "./chooseHeader.ts";
import { readHead } from "./headRows.ts";
import type { Input } from "./input.ts";
import { otherHeaderTest } from "./otherHeader.ts";
import { isNamedTotals, isRemark, isTotals, mayNameTotals } from "./remark.ts";
import { createRowItems } from "./rowItems.ts";
import { cellPlace } from "./table/cellPlace.ts";
import { openTableFor } from "./table/table.ts";
import { isRowOf } from "./table/tables.ts";
import type { BodyRow } from "./table/types.ts";
import type { EventSource, OpenEventsOptions, ReadItem } from "./types.ts";

/** Events of a delimited file. */
export async function openCsvEvents(
  input: Input,
  profile: Profile,
  options: OpenEventsOptions,
): Promise<EventSource> {
  const { file } = input;
  const delimiter = options.delimiter ?? profile.delimiter;
  const encoding = options.encoding ?? profile.encoding;
  const table = await openTableFor(
    input.bytes,
    {
      name: file,
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(encoding === undefined ? {} : { encoding }),
    },
    {
      known: (rows) => knownFields(rows, profile),
      isOther: otherHeaderTest(profile),
      keepText: options.places === true,
    },
  );
  const header = chooseHeader(table.headerRows, profile);
  if (header.every((name) => name.trim() === "")) throw noHeader(file);
  const { head, all } = await readHead(table.batches);
  const ownRows = head.filter(({ isForeign }) => isForeign !== true);
  const map = mapHeader(header, profile, file, (index) => ownRows.map(({ cells }) => cells[index] ?? ""));
  if (map.columns.length === 1 && liesOnSide(head, profile)) throw onSide(file);
  const { readable, ambiguous } = columnFormats(
    map.columns,
    profile,
    ({ index }) => ownRows.map(({ cells, line }) => ({ text: cells[index] ?? "", line })),
    file,
  );
  const reader = rowReader(readable, map.assumptions);
  const items = createRowItems();
  const idAt = map.columns.find(({ field }) => field === "eventId")?.index ?? 0;
  const idHeader = header[idAt] ?? "";
  // Where exports were put together, the rows above the names come again as well.
  const above = [
    ...table.dialect.preamble.map(({ cells }) => cells),
    ...(table.headerRows.length > 1 ? table.headerRows : []),
  ].filter((cells) => !isBlank(cells));

  const named = header.findLastIndex((name) => name.trim() !== "") + 1;
  const { columns: usual } = table.dialect;
  /** Where most rows have some delimiters more or less than the header, and nothing stands between those. */
  const isPadded = (cells: readonly string[]) =>
    cells.length === usual && usual >= named && isBlank(cells.slice(header.length));

  const indexes = new Map<string, number>(map.columns.map(({ field, index }) => [field, index]));

  const itemOf = (row: BodyRow): ReadItem => {
    const { line, cells, isForeign } = row;
    if (isForeign === true) {
      return items.refuse(line, "second-table", "The row belongs to a second table in the file.");
    }
    if (cells[idAt] === idHeader || (above.length > 0 && isRowOf(above, cells))) {
      return items.refuse(line, "header-repeated", "The row repeats the header.");
    }
    const first = trimBlanks(cells[idAt] ?? "") || trimBlanks(cells[0] ?? "");
    if (isTotals(first, cells) || (mayNameTotals(first) && isNamedTotals(cells)))
      return items.refuseTotals(line);
    if (isRemark(first, cells, header.length)) {
      return items.refuse(line, "remark-row", "The row holds a remark and is no event.");
    }
    if (cells.length !== header.length && !isPadded(cells)) {
      const code = cells.length < header.length ? "row-too-short" : "row-too-long";
      return items.refuse(
        line,
        code,
        `The row has ${counted(cells.length)}; the header has ${header.length}.`,
      );
    }
    const item = items.event(reader.fromCells(cells), line, () => cells);
    if (row.text === undefined || item.kind === "refused") return item;
    return {
      ...item,
      placeOf: (field) => {
        const index = indexes.get(field);
        return index === undefined ? undefined : cellPlace(row, index, table.format);
      },
    };
  };
  async function* batches(): AsyncGenerator<readonly ReadItem[]> {
    for await (const rows of all) {
      const out: ReadItem[] = [];
      for (const row of rows) if (!isBlank(row.cells)) out.push(itemOf(row));
      if (out.length > 0) yield out;
    }
  }
  return {
    file,
    format: "csv",
    dialect: { ...table.dialect, compression: input.compression },
    notes: table.notes,
    ...map,
    ambiguous,
    batches: batches(),
    result: () => ({ ...items.counts(), sha256: input.sha256() }),
    close: async () => {
      await table.close();
      await input.close();
    },
  };
}

/** Spreadsheets write rows of delimiters below the table: they are no rows. */
function isBlank(cells: readonly string[]): boolean {
  for (const cell of cells) if (cell !== "" && cell.trim() !== "") return false;
  return true;
}

function counted(cells: number): string {
  return cells === 1 ? "1 cell" : `${cells} cells`;
}

/** Whether the first column names other columns: the table has a column for each event. */
function liesOnSide(rows: readonly BodyRow[], profile: Profile): boolean {
  const { mapped } = matchColumns(
    rows.slice(0, fieldNames.length).map(({ cells }) => cells[0] ?? ""),
    profile,
  );
  return mapped.length > 1;
}

function onSide(file: string): DataQualityError {
  return new DataQualityError([
    {
      code: "table-on-its-side",
      message: "The names of the columns stand below each other, and each event has a column.",
      file,
      expected: "one row for each event, below a row with the columns' names",
      hint: "Turn the table in a spreadsheet (copy, paste special, transpose) and save it as CSV.",
    },
  ]);
}

function noHeader(file: string): DataQualityError {
  return new DataQualityError([
    { code: "empty-file", message: "The file holds no row with columns' names.", file },
  ]);
}
