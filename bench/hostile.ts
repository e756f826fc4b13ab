/**
 * `npx tsx bench/hostile.ts` measures what a check costs that gets what no form sends, as a ratio to a complete event of a
 * course in the same run; `--smoke` with few repeats, to see that it works.
 */
import { parseArgs } from "node:util";
import { createChecker } from "../src/checker/checker.ts";
import { longestCell, longestCode } from "../src/events/cells/read.ts";
import { type FieldDefinition, fieldNames, fields } from "../src/events/fields.ts";
import type { EmsEvent } from "../src/events/schema.ts";
import { pattern } from "../src/rules/pattern.ts";
import { shippedRules } from "../src/shipped/rules.generated.ts";
import { completeEvent } from "./event.ts";
import { type Figure, figure, timeCall } from "./measure.ts";

const { values } = parseArgs({ options: { smoke: { type: "boolean", default: false } } });
const repeats = values.smoke ? 2 : 9;
const milliseconds = values.smoke ? 1 : 20;

const megabyte = 1_048_576;
const { check } = createChecker({ asOf: "2025-06-30" });

/** The longest that each field takes: what is longer is not looked at. */
function longestOf({ kind, codeList }: FieldDefinition): number {
  if (kind === "id" || kind === "openCode") return longestCode;
  return codeList === undefined ? longestCell : 200;
}

type Text = (length: number) => string;

/** Begins of what patterns of cells and rules look for. */
const attacks: Readonly<Record<string, Text>> = {
  letters: (length) => "x".repeat(length),
  digits: (length) => "1".repeat(length),
  blanks: (length) => `x${" ".repeat(length - 2)}x`,
  "half an address": (length) => "a.".repeat(length / 2 - 1),
  "many addresses": (length) => "a@".repeat(length / 2),
  "a telephone number": (length) => "+1 ".repeat(length / 3),
  "letters with marks": (length) => "e\u0301".repeat(length / 2),
  "signs that unfold": (length) => "\ufdfa".repeat(length),
  thousands: (length) => "1,000".repeat(length / 5),
};

/** Different texts each time: what is remembered of the last one would flatter. */
function ofAllFields(text: Text, length: (field: FieldDefinition) => number): readonly EmsEvent[] {
  return Array.from({ length: 5 }, (_, turn) =>
    Object.fromEntries(fieldNames.map((field) => [field, `${text(length(fields[field]) - 1)}${turn}`])),
  );
}

const kinds: Readonly<Record<string, readonly unknown[]>> = {
  "an empty event": [{}],
  "ten megabytes in each field": ofAllFields(
    (length) => "x".repeat(length),
    () => 10 * megabyte,
  ),
  "a megabyte of digits in each field": ofAllFields(
    (length) => "1".repeat(length),
    () => megabyte,
  ),
  "a megabyte of blanks in each field": ofAllFields(
    (length) => " ".repeat(length),
    () => megabyte,
  ),
  "a million entries in each field": [
    Object.fromEntries(fieldNames.map((field) => [field, new Array(1_000_000).fill("x")])),
  ],
  "an integer of a million digits in each field": [
    Object.fromEntries(fieldNames.map((field) => [field, 1n << 3_321_928n])),
  ],
  "a getter that throws in each field": [
    Object.defineProperties(
      {},
      Object.fromEntries(
        fieldNames.map((field) => [
          field,
          {
            get: () => {
              throw new Error("no");
            },
          },
        ]),
      ),
    ),
  ],
  "a hundred thousand other keys": [
    {
      ...completeEvent,
      ...Object.fromEntries(Array.from({ length: 100_000 }, (_, key) => [`key${key}`, key])),
    },
  ],
  ...Object.fromEntries(
    Object.entries(attacks).map(([name, text]) => [
      `${name}, as long as each field takes`,
      ofAllFields(text, longestOf),
    ]),
  ),
};

function checking(events: readonly unknown[]): () => unknown {
  let turn = 0;
  return () => check(events[turn++ % events.length] as EmsEvent);
}

for (let warm = 0; warm < 2_000; warm++) check(completeEvent);
const rows: { readonly ratio: Figure; readonly time: Figure }[] = [];
for (const [name, events] of Object.entries(kinds)) {
  const hostile = checking(events);
  const times: number[] = [];
  const ratios: number[] = [];
  for (let repeat = 0; repeat < repeats; repeat++) {
    const normal = timeCall(() => check(completeEvent), milliseconds);
    const time = timeCall(hostile, milliseconds);
    times.push(time / 1_000);
    ratios.push(time / normal);
  }
  rows.push({ ratio: figure(name, "x", ratios), time: figure(name, "ms", times) });
}

console.log("| event | times a complete one | min–max | ms |\n| --- | ---: | ---: | ---: |");
for (const { ratio, time } of rows)
  console.log(
    `| ${ratio.name} | ${short(ratio.median)} | ${short(ratio.min)}–${short(ratio.max)} | ${short(time.median)} |`,
  );
const worst = rows.reduce((most, row) => (row.time.median > most.time.median ? row : most));
console.log(
  `\nThe worst: ${worst.time.name}, ${short(worst.time.median)} ms (at most ${short(worst.time.max)} ms).`,
);

/** Every pattern that a rule asks a text for. */
const sources = new Set<string>();
JSON.stringify(shippedRules, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
  if (key === "default" && typeof value === "string" && /[\\[(^]/.test(value)) sources.add(value);
  if (key === "value" && typeof value === "string" && String(this.operator).endsWith("matches"))
    sources.add(value);
  return value;
});

console.log(
  "\n| pattern of a rule | twice the text, times the time: worst attack | min–max |\n| --- | ---: | ---: |",
);
const long = 32_000;
for (const source of sources) {
  const { test } = pattern(source);
  // The median of each attack, so that a pause of the machine is not taken for a square.
  const growths = Object.entries(attacks).map(([name, text]) => {
    const at = (length: number): (() => unknown) => {
      const texts = [`${text(length)}!`, `${text(length)}?`];
      let turn = 0;
      return () => test(texts[turn++ % 2] as string);
    };
    const [half, whole] = [at(long / 2), at(long)];
    return figure(
      name,
      "x",
      Array.from({ length: repeats }, () => timeCall(whole, milliseconds) / timeCall(half, milliseconds)),
    );
  });
  const most = growths.reduce((one, other) => (other.median > one.median ? other : one));
  const shown = source.length > 40 ? `${source.slice(0, 39)}…` : source;
  console.log(
    `| \`${shown.replaceAll("|", "\\|")}\` | ${short(most.median)} (${most.name}) | ${short(most.min)}–${short(most.max)} |`,
  );
}

function short(number: number): string {
  return number >= 100 ? number.toFixed(0) : number >= 10 ? number.toFixed(1) : number.toFixed(2);
}
