import type { EventSource } from "../read/types.ts";
import type { ReportHead } from "../report/schema.ts";
import { counted } from "../report/table/counted.ts";
import type { Rule } from "../rules/schema.ts";
import { tell } from "./failure.ts";
import { overlookedConfig } from "./overlookedConfig.ts";

/** What the user should know besides the report, told on standard error after it. */
export interface Notes {
  readonly opened: (source: EventSource) => void;
  readonly tell: (head: ReportHead, rules: readonly Rule[]) => void;
}

/** Less sure than this, a delimiter is a guess. */
const sure = 0.5;

/** @param config As `--config` says; see {@link overlookedConfig}. */
export function createNotes(config: string | false | undefined): Notes {
  const lines = [overlookedConfig(config)].filter((line) => line !== undefined);
  return {
    opened({ file, dialect }) {
      if (dialect !== undefined && dialect.delimiter !== null && dialect.confidence < sure)
        lines.push(
          `${file}: it is not sure that ${JSON.stringify(dialect.delimiter)} stands between the cells; a profile can say so ("delimiter").`,
        );
    },
    tell(head, rules) {
      for (const line of lines) tell(line);
      const { events, leftOut } = head.summary;
      if (events === 0 && head.run.stopped === undefined)
        tell(
          leftOut > 0
            ? `No event was checked: none of ${counted(leftOut, "event")} is of the unit asked for.`
            : "No event was checked: there is none.",
        );
      if (rules.every(({ state }) => state !== "active"))
        tell("No rule of the selection is active: they are counted, but give no findings.");
    },
  };
}
