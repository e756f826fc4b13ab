import { existsSync } from "node:fs";
import { countOf } from "../../findings/baseline/countOf.ts";
import { gatherBaseline } from "../../findings/baseline/gather.ts";
import { baselineText } from "../../findings/baseline/text.ts";
import { sumOf } from "../../report/acceptedText.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import { acceptedFile, newFileNote } from "../acceptedFile.ts";
import type { CheckOptionArguments } from "../checkOptions.ts";
import { tell } from "../failure.ts";
import { fileOutput } from "../fileOutput.ts";
import { createReading } from "../reading.ts";
import { wrongOption } from "../wrongOption.ts";
import { type Checked, checkFor } from "./checkFor.ts";

/** The options of `ems-dq baseline write`, as they are typed. */
export interface WriteArguments extends Omit<CheckOptionArguments, "baseline" | "locale"> {
  readonly output?: string;
}

/** Runs `ems-dq baseline write`; gives the exit code. */
export async function runWrite(files: readonly string[], args: WriteArguments): Promise<0> {
  if (args.output === "") throw wrongOption("--output", "", "a file");
  const { output, ...check } = args;
  const reading = createReading();
  const known =
    output === undefined
      ? acceptedFile("baseline", reading, { config: args.config, mustBe: false })
      : { file: output, isConfigured: false };
  const { file } = known;
  const isNew = !existsSync(file);
  const gatherer = gatherBaseline();
  // No baseline is read, so one that is there may be written anew.
  const making = await checkFor(files, check, reading);
  // Opened before the work, so that a folder that is not there is told at once.
  const written = await fileOutput(file, reading.files);
  try {
    const checked = await making.run(gatherer.add, written);
    const { run } = checked.head;
    const baseline = gatherer.end({ asOf: run.asOf, ruleset: run.ruleset });
    for (const piece of baselineText(baseline)) {
      written.write(piece);
      await written.ready();
    }
    await written.finish();
    const count = countOf(baseline.findings);
    const ids = new Set(baseline.findings.map(({ eventId }) => eventId));
    // Events whose identifier is not shown cannot be counted.
    const ofEvents = ids.has(null) ? "" : ` of ${counted(ids.size, "event")}`;
    process.stdout.write(
      `${file}: ${counted(count, "finding")}${ofEvents} ${count === 1 ? "is" : "are"} known from now on.\n${notInIt(checked)}`,
    );
    const note = isNew ? newFileNote("baseline", known) : undefined;
    if (note !== undefined) tell(note);
    return 0;
  } catch (error) {
    await written.abandon();
    throw error;
  }
}

function notInIt({ head: { summary, rootCauses }, unlisted }: Checked): string {
  const waived = sumOf(summary.findings.waived);
  const parts = [
    ...(waived === 0 ? [] : [`${counted(waived, "finding")} that waivers cover`]),
    ...(rootCauses.length === 0
      ? []
      : [counted(rootCauses.length, "fault of a whole column", "faults of whole columns")]),
    ...(summary.refused === 0 ? [] : [`${counted(summary.refused, "row")} that could not be checked`]),
    ...(unlisted === 0 ? [] : [`${grouped(unlisted)} more cells that cannot be read`]),
  ];
  return parts.length === 0 ? "" : `Not in it: ${parts.join(", ")}.\n`;
}
