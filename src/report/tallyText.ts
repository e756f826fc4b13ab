import { acceptedText, countedText, sumOf } from "./acceptedText.ts";
import type { ReportHead } from "./schema.ts";
import { counted } from "./table/counted.ts";

/**
 * `4 findings: 2 errors, 1 warning, 1 note`; `No new findings; besides, waivers cover 3`.
 *
 * @param where To stand behind the findings that count: ` in 3 events`.
 */
export function tallyText(head: Pick<ReportHead, "summary" | "baseline">, where = ""): string {
  const { findings } = head.summary;
  const { error, warning, info } = findings.new;
  const parts = [counted(error, "error"), counted(warning, "warning"), counted(info, "note")];
  const bySeverity = sumOf(findings.new) === 0 ? "" : `: ${parts.join(", ")}`;
  return `${countedText(head)}${bySeverity}${where}${acceptedText(findings)}`;
}
