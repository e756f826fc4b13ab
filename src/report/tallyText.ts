import { acceptedText, sumOf } from "./acceptedText.ts";
import type { ReportHead } from "./schema.ts";
import { counted } from "./table/counted.ts";

/** `4 findings: 2 errors, 1 warning, 1 note`; `No new findings, besides 3 that waivers cover`. */
export function tallyText(findings: ReportHead["summary"]["findings"]): string {
  const { error, warning, info } = findings.new;
  const accepted = acceptedText(findings);
  const fresh = accepted === undefined ? "finding" : "new finding";
  const rest = accepted === undefined ? "" : `, ${accepted}`;
  if (sumOf(findings.new) === 0) return `No ${fresh}s${rest}`;
  const parts = [counted(error, "error"), counted(warning, "warning"), counted(info, "note")];
  return `${counted(sumOf(findings.new), fresh)}: ${parts.join(", ")}${rest}`;
}
