import type { CellPlace } from "../../../src/events/cells/place.ts";
import type { Finding } from "../../../src/findings/finding.ts";
import { type CheckFilesOptions, createFileCheck } from "../../../src/node/checkFiles.ts";
import type { Report } from "../../../src/report/schema.ts";
import type { CheckInput } from "./inputs.ts";

export interface Checked {
  readonly report: Report;
  /** Of each finding. */
  readonly places: readonly (CellPlace | undefined)[];
}

async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof content === "string" ? Buffer.from(content) : content;
}

/** Checks the files, on a clock that stands still. */
export async function check(
  {
    files,
    rules,
  }: Omit<CheckInput, "files"> & { readonly files: Readonly<Record<string, string | Uint8Array>> },
  more: CheckFilesOptions = {},
): Promise<Checked> {
  const findings: Finding[] = [];
  const places: (CellPlace | undefined)[] = [];
  const sources = Object.entries(files).map(([name, content]) => ({ name, bytes: bytesOf(content) }));
  const options = { rules, asOf: "2025-06-30", now: () => new Date(0), places: true, ...more };
  const head = await createFileCheck(sources, options).run({
    finding(finding, place) {
      findings.push(finding);
      places.push(place);
    },
    refused: () => undefined,
    listed: () => findings.length,
  });
  return { report: { ...head, findings }, places };
}
