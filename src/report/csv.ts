import type { Finding } from "../findings/finding.ts";
import type { CreateReporter } from "./reporter.ts";
import type { Refused, RootCause } from "./schema.ts";

/** The columns, in their order. Several fields of one finding share a cell, joined by semicolons. */
const columns = [
  "type",
  "severity",
  "ruleId",
  "eventId",
  "unit",
  "message",
  "fix",
  "fields",
  "observed",
  "expected",
  "suggested",
  "confidence",
  "due",
  "file",
  "line",
  "row",
  "dimension",
  "status",
  "waiver",
  "ruleVersion",
  "fingerprint",
  "docs",
] as const;

type Cells = Partial<Readonly<Record<(typeof columns)[number], string | number | null | undefined>>>;

/**
 * A table for a spreadsheet: RFC 4180 with the byte order mark that Excel needs to see UTF-8. One row for each finding,
 * refused row and root cause; the column `type` tells them apart.
 */
export const csvReporter: CreateReporter = ({ write, maxFindings }) => {
  let listed = 0;
  let started = false;

  function writeRow(cells: Cells): void {
    if (!started) write(`\ufeff${columns.join(",")}\r\n`);
    started = true;
    write(`${columns.map((column) => cell(cells[column])).join(",")}\r\n`);
  }

  return {
    finding(finding) {
      if (listed >= maxFindings) return;
      listed++;
      writeRow(findingCells(finding));
    },
    refused(refused) {
      writeRow(refusedCells(refused));
    },
    listed: () => listed,
    end({ rootCauses }) {
      if (!started) write(`\ufeff${columns.join(",")}\r\n`);
      started = true;
      for (const cause of rootCauses) writeRow(causeCells(cause));
    },
  };
};

function findingCells({ fields, source, ...finding }: Finding): Cells {
  return {
    type: "finding",
    ...finding,
    ...source,
    fields: fields.map(({ field, column }) => column ?? field).join("; "),
    observed: joined(fields.map(({ observed }) => observed)),
    expected: joined(fields.map(({ expected }) => expected)),
    suggested: joined(fields.map(({ suggested }) => suggested)),
    confidence: joined(fields.map(({ confidence }) => confidence)),
  };
}

function refusedCells({ code, ...refused }: Refused): Cells {
  return { type: "refused", ...refused, ruleId: code };
}

function causeCells({ cause, field, column, file, severity, message, fix }: RootCause): Cells {
  return { type: "rootCause", severity, ruleId: cause, message, fix, fields: column ?? field, file };
}

type Shown = Finding["fields"][number]["observed"];

/** In the order of the fields, so that a reader can tell which is which; empty where none has one. */
function joined(values: readonly Shown[]): string {
  const texts = values.map((value) => (Array.isArray(value) ? value.join(" | ") : String(value ?? "")));
  return texts.every((text) => text === "") ? "" : texts.join("; ");
}

/**
 * A spreadsheet runs a cell that starts with one of these as a formula (OWASP, "CSV Injection"), also behind blanks, and
 * in East Asian locales with the wide signs too. The apostrophe makes it text.
 */
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/;
/** Where a spreadsheet expects semicolons, as in French and German settings, what stands behind one is a cell too. */
const innerFormula = /(;|(?<!^)\t)(\s*[=+\-@＝＋－＠])/g;

function cell(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const inner = value.replace(innerFormula, "$1'$2");
  const safe = formula.test(inner) ? `'${inner}` : inner;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
