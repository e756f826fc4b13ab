import type { ShadowRule } from "./schema.ts";
import { counted, grouped } from "./table/counted.ts";

/** What a rule on trial would have found, in a few words: `would have found 3 errors in 120 events`. */
export function shadowText({ severity, found, evaluated }: ShadowRule): string {
  if (evaluated === 0) return "could not be assessed for any event";
  const name = severity === "info" ? "note" : severity;
  return found === 0
    ? `would have found nothing in ${counted(evaluated, "event")}`
    : `would have found ${counted(found, name)} in ${grouped(evaluated)} ${evaluated === 1 ? "event" : "events"}`;
}
