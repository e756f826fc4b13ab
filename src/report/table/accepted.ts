import { baselineText, overriddenText, waiverText } from "../acceptedText.ts";
import { printable } from "../printable.ts";
import type { ReportHead } from "../schema.ts";
import { counted } from "./counted.ts";
import type { Layout } from "./layout.ts";

const overriddenShown = 10;

/** What the organisation decided: waivers, the baseline, and settings that are not those of the rules. */
export function writeAccepted({ waivers, baseline, overridden }: ReportHead, layout: Layout): void {
  if (waivers.length > 0) {
    layout.heading("Waivers");
    for (const use of waivers)
      layout.text(printable(waiverText(use)), "  ", "    ", use.state === "exceeded" ? "error" : undefined);
  }
  if (baseline !== null) {
    layout.heading("Baseline");
    layout.text(baselineText(baseline), "  ", "    ");
  }
  if (overridden.length === 0) return;
  layout.heading(`${counted(overridden.length, "setting")} changed by the configuration`);
  for (const each of overridden.slice(0, overriddenShown))
    layout.text(printable(overriddenText(each)), "  ", "    ");
  const more = overridden.length - overriddenShown;
  if (more > 0)
    layout.text(`… and ${counted(more, "more")}; ems-dq config check shows all`, "  ", "  ", "faint");
}
