import type { ReportHead } from "./schema.ts";
import { counted } from "./table/counted.ts";

/** `4 findings: 2 errors, 1 warning, 1 note`; `No findings`. */
export function tallyText({ total, error, warning, info }: ReportHead["summary"]["findings"]): string {
  if (total === 0) return "No findings";
  const parts = [counted(error, "error"), counted(warning, "warning"), counted(info, "note")];
  return `${counted(total, "finding")}: ${parts.join(", ")}`;
}
