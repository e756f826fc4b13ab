import stringWidth from "string-width";

/** For `grep` and `wc`: a line for each row and nothing else, its columns aligned. */
export function alignedLines(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => stringWidth(cells[column] ?? ""))),
  );
  return rows
    .map((cells) => {
      const padded = cells.map(
        (text, column) => text + " ".repeat((widths[column] ?? 0) - stringWidth(text)),
      );
      return `${padded.join("  ").trimEnd()}\n`;
    })
    .join("");
}
