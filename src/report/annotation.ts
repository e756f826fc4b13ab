import type { Severity } from "../rules/schema.ts";
import { printable } from "./printable.ts";

/** What is shown at a place of a file, or with the run where no file is named. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly endLine?: number | undefined;
  readonly col?: number | undefined;
  readonly endColumn?: number | undefined;
  readonly lines: readonly string[];
}

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** An annotation of GitHub Actions, as a command in its log: one line, whatever the texts hold. */
export function annotationLine({
  severity,
  lines,
  title,
  file,
  line,
  endLine,
  col,
  endColumn,
}: Annotation): string {
  const properties = Object.entries({ file, line, endLine, col, endColumn, title: printable(title) })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
  return `::${commands[severity]} ${properties.join(",")}::${escapeData(lines.map(printable).join("\n"))}\n`;
}

/** As `@actions/core` does it: what stands in a file cannot end the message, nor start another command. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
