import type { CreateReporter } from "./reporter.ts";
import type { ReportHead } from "./schema.ts";

/**
 * The report as one JSON document, with one item of a list on each line: no text of the whole has to be in memory, and two
 * reports can be compared line by line.
 */
export const jsonReporter: CreateReporter = ({ write, maxFindings }) => {
  let listed = 0;
  const start = (): string => `{"schema":"ems-data-quality/report/1",\n"findings":[`;

  return {
    finding(finding) {
      if (listed >= maxFindings) return;
      write(`${listed === 0 ? start() : ","}\n${JSON.stringify(finding)}`);
      listed++;
    },
    // They are in the head.
    refused: () => undefined,
    listed: () => listed,
    end({
      schema: _,
      run,
      summary,
      rules,
      rootCauses,
      notAssessed,
      shadow,
      refused,
      overridden,
      waivers,
      baseline,
      ...rest
    }) {
      // A key that is added to the report cannot be forgotten here.
      rest satisfies Record<string, never>;
      write(listed === 0 ? `${start()}]` : "\n]");
      write(`,\n"run":${JSON.stringify(run)},\n"summary":${JSON.stringify(summary)}`);
      const lists: Partial<ReportHead> = {
        rules,
        rootCauses,
        notAssessed,
        shadow,
        refused,
        overridden,
        waivers,
      };
      for (const [key, list] of Object.entries(lists)) write(`,\n${JSON.stringify(key)}:${lines(list)}`);
      write(`,\n"baseline":${baseline === null ? "null" : JSON.stringify(baseline)}}\n`);
    },
  };
};

function lines(list: unknown): string {
  if (!Array.isArray(list) || list.length === 0) return "[]";
  return `[\n${list.map((item) => JSON.stringify(item)).join(",\n")}\n]`;
}
