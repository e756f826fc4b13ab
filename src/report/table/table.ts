import type { Finding } from "../../findings/finding.ts";
import { acceptedInCounts } from "../acceptedText.ts";
import type { CreateReporter } from "../reporter.ts";
import { createSelection } from "../selection.ts";
import { writeAccepted } from "./accepted.ts";
import { writeByEvent } from "./byEvent.ts";
import { writeByRule } from "./byRule.ts";
import { writeAssumptions, writeCauses, writeNotAssessed } from "./causes.ts";
import { counted } from "./counted.ts";
import { createLayout } from "./layout.ts";
import { countsByRule, writeOverview } from "./overview.ts";
import { writeShadow } from "./shadow.ts";
import { tally, writeRefused, writeSummary } from "./summary.ts";
import { titlesOf } from "./titles.ts";

/** For a person at a terminal: the summary, what is wrong with the file as a whole, then the findings with what to do. */
export const tableReporter: CreateReporter = ({ write, rules, maxFindings, width, style, groupBy }) => {
  const selection = createSelection<Finding>(maxFindings);
  return {
    finding: selection.add,
    refused: () => undefined,
    listed: selection.size,
    end(head) {
      const layout = createLayout(write, width, style);
      const titles = titlesOf(rules);
      const counts = countsByRule(head);
      const findings = selection.items();
      writeSummary(head, layout);
      writeOverview(counts, titles, layout);
      const note = acceptedInCounts(head.summary.findings);
      if (note !== undefined) layout.text(note, "  ", "  ", "faint");
      writeCauses(head, layout);
      writeRefused(head, layout);
      writeAssumptions(head, layout);
      writeNotAssessed(head, layout);
      writeShadow(head, layout);
      writeAccepted(head, layout);
      if (findings.length > 0) {
        layout.heading(groupBy === "event" ? "Findings by event" : "Findings by rule");
        if (groupBy === "event") writeByEvent(findings, layout);
        else writeByRule(findings, counts, titles, layout);
      }
      const more = head.summary.findings.total - findings.length;
      if (more > 0) {
        layout.line();
        layout.text(
          `${counted(findings.length, "finding")} listed, ${counted(more, "more is", "more are")} not: raise --max-findings, or take --format csv for all of them.`,
        );
      }
      // The first lines of a long list have scrolled away.
      if (findings.length > 0) {
        layout.line();
        layout.text(tally(head, layout));
      }
    },
  };
};
