import { eventPattern } from "./eventPattern.ts";
import type { Waiver, WaiverScope } from "./schema.ts";

/** A waiver that is there, held against one that is to be added. */
export interface Overlap {
  readonly other: Waiver;
  /**
   * Whether the new one has no place beside it: the two name the same thing, so that it is no longer plain of which a report
   * would speak, or the other covers all that the new one would. Else some findings are covered by both.
   */
  readonly isRefused: boolean;
}

/** The waivers that cover what another would cover, on the same days; of units and events it cannot be told. */
export function overlapsOf(waiver: Waiver, present: readonly Waiver[]): readonly Overlap[] {
  return present.flatMap((other) => {
    const isMet =
      other.from <= waiver.until &&
      waiver.from <= other.until &&
      other.rules.some((rule) => waiver.rules.includes(rule));
    const meeting = isMet ? meetingOf(waiver, other) : "none";
    if (meeting === "none") return [];
    // One with a bound may cover nothing one day, and then the new one counts.
    const isWhole =
      meeting === "whole" &&
      other.most === undefined &&
      other.from <= waiver.from &&
      waiver.until <= other.until &&
      waiver.rules.every((rule) => other.rules.includes(rule));
    return [{ other, isRefused: meeting === "same" || isWhole }];
  });
}

/** `same`: both name it; `whole`: the other is about every event that the new one is about; `part`: about some of them. */
type Meeting = "none" | "part" | "whole" | "same";

function meetingOf(waiver: WaiverScope, other: WaiverScope): Meeting {
  if ("units" in waiver && "units" in other)
    return waiver.units.some((unit) => other.units.includes(unit)) ? "same" : "none";
  if ("pattern" in other && isAll(other.pattern))
    return "pattern" in waiver && isAll(waiver.pattern) ? "same" : "whole";
  if ("pattern" in waiver && isAll(waiver.pattern)) return "part";
  if ("units" in waiver || "units" in other) return "none";
  const [events, others] = [eventsOf(waiver), eventsOf(other)];
  if (events !== undefined && others !== undefined)
    return events.some((event) => others.includes(event)) ? "same" : "none";
  if (events !== undefined && "pattern" in other) {
    const pattern = eventPattern(other.pattern);
    if (events.every((event) => pattern.test(event))) return "whole";
    return events.some((event) => pattern.test(event)) ? "part" : "none";
  }
  if ("pattern" in waiver && others !== undefined) {
    const pattern = eventPattern(waiver.pattern);
    return others.some((event) => pattern.test(event)) ? "part" : "none";
  }
  if (!("pattern" in waiver && "pattern" in other)) return "none";
  if (waiver.pattern === other.pattern) return "same";
  return haveEventInCommon(waiver.pattern, other.pattern) ? "part" : "none";
}

/** What `createWaiverCover` takes for all events, also those without an identifier. */
function isAll(pattern: string): boolean {
  return /^\*+$/.test(pattern);
}

/** A pattern without a sign that stands for others is one event. */
function eventsOf(scope: WaiverScope): readonly string[] | undefined {
  if ("events" in scope) return scope.events;
  return "pattern" in scope && !/[*?]/.test(scope.pattern) ? [scope.pattern] : undefined;
}

/** Whether some text is of both forms. In time of the product of their lengths. */
function haveEventInCommon(one: string, other: string): boolean {
  const [signs, others] = [[...one], [...other]];
  /** By the rest of `others`, whether it and the rest of `signs` that is at hand have a text in common. */
  let after: readonly boolean[] = [];
  for (let index = signs.length; index >= 0; index--) {
    const row: boolean[] = [];
    for (let at = others.length; at >= 0; at--) {
      const [sign, its] = [signs[index], others[at]];
      if (sign === undefined && its === undefined) row[at] = true;
      else if (sign === "*") row[at] = after[at] === true || row[at + 1] === true;
      else if (its === "*") row[at] = row[at + 1] === true || after[at] === true;
      else
        row[at] =
          sign !== undefined &&
          its !== undefined &&
          (sign === "?" || its === "?" || sign === its) &&
          after[at + 1] === true;
    }
    after = row;
  }
  return after[0] === true;
}
