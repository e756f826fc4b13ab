import type { CreateReporter } from "./reporter.ts";

/**
 * One JSON document a line, each with its `type`: `finding` and `refused` as they are found, last of all `summary`, the
 * report without its findings. A stream without a summary was cut off.
 */
export const ndjsonReporter: CreateReporter = ({ write, maxFindings }) => {
  let listed = 0;
  return {
    finding(finding) {
      if (listed >= maxFindings) return;
      listed++;
      write(`{"type":"finding",${JSON.stringify(finding).slice(1)}\n`);
    },
    refused(refused) {
      write(`{"type":"refused",${JSON.stringify(refused).slice(1)}\n`);
    },
    listed: () => listed,
    end(head) {
      write(`{"type":"summary",${JSON.stringify(head).slice(1)}\n`);
    },
  };
};
