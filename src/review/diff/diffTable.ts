import type { Finding } from "../../findings/finding.ts";
import { printable } from "../../report/printable.ts";
import type { Style } from "../../report/style.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import { createLayout, type Layout } from "../../report/table/layout.ts";
import { placeOf } from "../../report/table/place.ts";
import {
  byWeight,
  changesOfFinding,
  costInWords,
  countInWords,
  dataInWords,
  failuresInWords,
  findingsInWords,
  fromTo,
  hasEffect,
  isEmpty,
  isExamplesAlone,
  isWordingAlone,
  kindsInWords,
  linesOf,
  movesInWords,
  rulesInWords,
  sideInWords,
  versionInWords,
  wholesOf,
} from "./diffInWords.ts";
import type { Differences, RuleChange, RulesDiff } from "./schema.ts";
import { differenceInWords } from "./tellApart.ts";

/** How a table is written for a terminal. */
export interface DiffTableOptions {
  readonly write: (text: string) => void;
  readonly width: number;
  readonly style: Style;
}

/** For a person at a terminal: the verdict, then rule by rule what changed and what that does to the data. */
export function writeDiffTable(diff: RulesDiff, { write, width, style }: DiffTableOptions): void {
  const layout = createLayout(write, width, style);
  const sides = [diff.base, diff.head].map((side) => {
    const [name, more] = sideInWords(side);
    return `${printable(name)} (${more})`;
  });
  layout.text(sides.join(" → "), "", "  ", "strong");
  layout.text(`${rulesInWords(diff)}.`, "", "  ");
  const findings = findingsInWords(diff);
  if (findings !== undefined) layout.text(`On ${dataInWords(diff)}: ${findings}.`, "", "  ");
  const shadow = diff.summary.shadow;
  if (shadow !== null && shadow.new + shadow.dropped + shadow.changed > 0)
    layout.text(
      `In shadow: ${grouped(shadow.new)} new, ${grouped(shadow.dropped)} dropped, ${grouped(shadow.changed)} changed.`,
      "",
      "  ",
    );
  writeFailures(diff, layout);
  writeConditions(diff, layout);
  const alike = diff.changes.filter(isWordingAlone);
  const examples = diff.changes.filter((change) => !isWordingAlone(change) && isExamplesAlone(change));
  for (const change of byWeight(diff.changes))
    if (!alike.includes(change) && !examples.includes(change)) writeChange(change, layout);
  if (examples.length > 0) {
    layout.heading(
      `Changed in examples alone${diff.data === null ? "" : ", without any effect on the data"}`,
    );
    for (const { id, words } of examples) {
      const lines = linesOf({ words: words.filter(({ kind }) => kind === "examples") });
      layout.text(`${id}: ${printable(lines.join("; "))}`, "  ", "    ");
    }
  }
  if (alike.length > 0) {
    layout.heading("Written in another way, with the same meaning");
    const plain = alike.filter(({ difference }) => difference === null);
    if (plain.length > 0) layout.text(plain.map(({ id }) => id).join(", "), "  ", "  ");
    for (const { id, words, difference } of alike) {
      if (difference === null) continue;
      const proof = differenceInWords(difference) ?? "";
      layout.text(`${id}: ${printable([...linesOf({ words }), proof].join("; "))}`, "  ", "    ");
    }
  }
  if (diff.cells !== null && !isEmpty(diff.cells)) {
    layout.heading("Cells that cannot be read, of fields that only one of both needs");
    layout.text(`New ${grouped(diff.cells.new)} · dropped ${grouped(diff.cells.dropped)}`, "  ");
    writeExamples(diff.cells, "", layout);
  }
  const cost = costInWords(diff);
  if (cost === undefined) return;
  layout.line();
  for (const line of cost) layout.text(line, "", "  ", "faint");
}

function writeFailures(diff: RulesDiff, layout: Layout): void {
  const lines = failuresInWords(diff, { name: (id) => id, text: printable });
  if (lines.length > 0) layout.heading("Failed");
  for (const line of lines) layout.text(line, "  ", "    ", "error");
}

function writeConditions({ conditions }: RulesDiff, layout: Layout): void {
  if (conditions.length === 0) return;
  layout.heading("Conditions that rules share");
  for (const { name, kind, words, rules } of conditions) {
    layout.text(
      `${printable(name)} ${kind === "meaning" ? "changed" : kind}, used by ${rules.length === 0 ? "no rule" : rules.join(", ")}`,
      "  ",
      "    ",
    );
    for (const text of words) layout.text(printable(text), "    ", "      ");
  }
}

function writeChange(change: RuleChange, layout: Layout): void {
  layout.heading(`${change.id} · ${kindsInWords(change)} · version ${versionInWords(change)}`);
  // The version stands in the heading.
  const words = change.words.filter(({ kind, text }) => kind !== "version" || !text.startsWith("version:"));
  for (const text of linesOf({ words })) layout.text(printable(text), "  ", "    ");
  const difference = change.difference === null ? undefined : differenceInWords(change.difference);
  if (difference !== undefined) layout.text(printable(difference), "  ", "    ");
  const { effect } = change;
  if (effect === null) return;
  const { findings, shadow, base, head } = effect;
  if (!hasEffect(effect)) {
    const { evaluated = 0, notAssessed = 0 } = head ?? {};
    layout.text(
      `No outcome and no finding differs (evaluated ${grouped(evaluated)}, not assessed ${grouped(notAssessed)}).`,
      "  ",
    );
    return;
  }
  const whole = wholesOf(effect);
  layout.text(
    [
      `New ${countInWords(findings.new, whole.new)}`,
      `dropped ${countInWords(findings.dropped, whole.dropped)}`,
      `changed ${countInWords(findings.changed, whole.dropped)}`,
      `evaluated ${fromTo(base?.evaluated, head?.evaluated)}`,
      `not assessed ${fromTo(base?.notAssessed, head?.notAssessed)}`,
    ].join(" · "),
    "  ",
    "    ",
    "strong",
  );
  const moves = movesInWords(effect);
  if (moves !== undefined) layout.text(`Events: ${moves}`, "  ", "    ");
  if (findings.sameEvent > 0) layout.text(sameEventInWords(findings.sameEvent), "  ", "    ");
  writeExamples(findings, "", layout);
  if (isEmpty(shadow)) return;
  layout.text(
    `In shadow: new ${countInWords(shadow.new, whole.new)} · dropped ${countInWords(shadow.dropped, whole.dropped)} · changed ${countInWords(shadow.changed, whole.dropped)}`,
    "  ",
    "    ",
  );
  writeExamples(shadow, "(shadow) ", layout);
}

/** Why a finding is counted on both sides. */
export function sameEventInWords(count: number): string {
  return `${counted(count, "event has", "events have")} both a new and a dropped finding: what a finding is known by (its rule, event and fields) changed, so waivers and baselines no longer fit`;
}

function writeExamples({ examples, ...counts }: Differences, mark: string, layout: Layout): void {
  const line = (sign: string, finding: Finding, text: string): void =>
    layout.text(`${sign} ${mark}${placeOf(finding)}: ${printable(text)}`, "    ", "      ");
  for (const finding of examples.new) line("+", finding, finding.message);
  for (const finding of examples.dropped) line("-", finding, finding.message);
  for (const changed of examples.changed) line("~", changed.head, changesOfFinding(changed).join("; "));
  const shown = examples.new.length + examples.dropped.length + examples.changed.length;
  const more = counts.new + counts.dropped + counts.changed - shown;
  if (more > 0 && shown > 0) layout.text(`and ${grouped(more)} more`, "    ", "      ", "faint");
}
