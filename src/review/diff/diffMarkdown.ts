import type { Finding } from "../../findings/finding.ts";
import { markdownCode, markdownText } from "../../report/markdownText.ts";
import { counted, grouped } from "../../report/table/counted.ts";
import { shorten } from "../../shorten.ts";
import {
  byWeight,
  changesOfFinding,
  costInWords,
  countInWords,
  dataInWords,
  failuresInWords,
  findingsInWords,
  fromTo,
  isEmpty,
  isMinor,
  kindsInWords,
  linesOf,
  movesInWords,
  rulesInWords,
  sideInWords,
  versionInWords,
  wholesOf,
} from "./diffInWords.ts";
import { sameEventInWords } from "./diffTable.ts";
import type { Differences, RuleChange, RulesDiff } from "./schema.ts";
import { differenceInWords } from "./tellApart.ts";

/** Characters that GitHub takes in a comment: 65,536, less what a workflow may put around it. */
const longest = 60_000;
/** Characters for the reasons and the table, so that the first details fit as well. */
const longestHead = 30_000;

/** Characters of one piece of text. */
const longestText = 600;

function prose(text: string): string {
  return markdownText(shorten(text, longestText));
}

function code(text: string): string {
  return markdownCode(shorten(text, longestText));
}

/**
 * For a comment on a pull request: the verdict first, a table of the rules, the rest folded away. It never holds more than
 * GitHub takes; what is left out is counted.
 */
export function diffMarkdown(diff: RulesDiff): string {
  const lines: string[] = [headline(diff), "", ...sides(diff), ""];
  const footer = [...costLines(diff)];
  let left = longest - footer.join("\n").length - 500;
  const put = (added: readonly string[], most = left): boolean => {
    const size = added.reduce((sum, line) => sum + line.length + 1, 0);
    if (size > most) return false;
    left -= size;
    lines.push(...added);
    return true;
  };
  left -= lines.join("\n").length;
  putList(failureLines(diff), longestHead / 2, "reason", put);
  const changes = byWeight(diff.changes).filter((change) => !isMinor(change));
  if (changes.length > 0) {
    put(tableHead(diff));
    putList(
      changes.map((change) => tableRow(change)),
      longestHead / 2,
      "rule",
      put,
      "|",
      "|".repeat(diff.data === null ? 3 : 7),
    );
    put([""]);
  }
  let leftOut = 0;
  for (const details of [
    conditionDetails(diff),
    ...changes.map(changeDetails),
    cellDetails(diff),
    minorDetails(diff),
  ])
    if (details.length > 0 && !put(details)) leftOut++;
  if (leftOut > 0)
    lines.push(
      `*${counted(leftOut, "section")} left out, since a comment has an end; \`--format json\` has all.*`,
      "",
    );
  return `${[...lines, ...footer].join("\n").trimEnd()}\n`;
}

/** As many of the lines as fit, and how many do not. */
function putList(
  list: readonly string[],
  most: number,
  name: string,
  put: (lines: readonly string[]) => boolean,
  before = "",
  after = "",
): void {
  if (list.length === 0) return;
  let size = 0;
  let shown = 0;
  for (const line of list) {
    size += line.length + 1;
    if (size > most || !put([line])) break;
    shown++;
  }
  if (shown < list.length) {
    const more = `${before}${before === "" ? "- " : " "}and ${counted(list.length - shown, `more ${name}`)}`;
    put([after === "" ? more : `${more} ${after}`]);
  }
  if (after === "") put([""]);
}

function headline(diff: RulesDiff): string {
  const { findings } = diff.summary;
  const differs = findings !== null && findings.new + findings.dropped + findings.changed > 0;
  // What breaks no limit may still be worth a look.
  const sign = diff.verdict === "failed" ? "❌" : differs ? "⚠️" : "✅";
  return `## ${sign} Rules diff: ${prose(findingsInWords(diff) ?? rulesInWords(diff))}`;
}

function sides(diff: RulesDiff): readonly string[] {
  const [base, head] = [diff.base, diff.head].map((side) => {
    const [name, more] = sideInWords(side);
    return `${code(name)} (${more})`;
  });
  const data = dataInWords(diff);
  const { shadow } = diff.summary;
  return [
    `${base} → ${head}`,
    ...(diff.data === null
      ? []
      : [
          "",
          `${rulesInWords(diff)}. Compared on ${data}: ${diff.data.inputs
            .slice(0, 10)
            .map(({ file }) => code(file))
            .join(", ")}.`,
        ]),
    ...(shadow === null || shadow.new + shadow.dropped + shadow.changed === 0
      ? []
      : [
          "",
          `In shadow: ${grouped(shadow.new)} new, ${grouped(shadow.dropped)} dropped, ${grouped(shadow.changed)} changed.`,
        ]),
    ...(diff.failures.length === 0 ? [] : ["", "**Failed:**"]),
  ];
}

function failureLines(diff: RulesDiff): readonly string[] {
  return failuresInWords(diff, { name: code, text: prose }).map((line) => `- ${line}`);
}

function tableHead({ data }: RulesDiff): readonly string[] {
  return data === null
    ? ["| Rule | Change | Version |", "|---|---|--:|"]
    : [
        "| Rule | Change | Version | New | Dropped | Changed | Not assessed |",
        "|---|---|--:|--:|--:|--:|--:|",
      ];
}

function tableRow(change: RuleChange): string {
  const { id, effect, head, base } = change;
  const isShadow = (head ?? base)?.state === "shadow";
  const cells = [
    code(id),
    `${kindsInWords(change)}${isShadow ? " (shadow rule)" : ""}`,
    versionInWords(change),
  ];
  if (effect !== null) {
    const whole = wholesOf(effect);
    const { findings } = effect;
    cells.push(
      countInWords(findings.new, whole.new),
      countInWords(findings.dropped, whole.dropped),
      countInWords(findings.changed, whole.dropped),
      fromTo(effect.base?.notAssessed, effect.head?.notAssessed),
    );
  }
  return `| ${cells.join(" | ")} |`;
}

function details(summary: string, body: readonly string[]): readonly string[] {
  return [`<details><summary>${summary}</summary>`, "", ...body, "", "</details>", ""];
}

function changeDetails(change: RuleChange): readonly string[] {
  const { id, effect } = change;
  const counts =
    effect === null || isEmpty(effect.findings)
      ? ""
      : ` · ${grouped(effect.findings.new)} new, ${grouped(effect.findings.dropped)} dropped, ${grouped(effect.findings.changed)} changed`;
  const difference = change.difference === null ? undefined : differenceInWords(change.difference);
  const lines = [...linesOf(change), ...(difference === undefined ? [] : [difference])];
  const body = lines.map((text) => `- ${prose(text)}`);
  if (effect !== null) {
    const moves = movesInWords(effect);
    if (moves !== undefined) body.push("", `Events: ${moves}.`);
    if (effect.findings.sameEvent > 0) body.push("", `${sameEventInWords(effect.findings.sameEvent)}.`);
    body.push(...exampleLines(effect.findings, ""), ...exampleLines(effect.shadow, " in shadow"));
  }
  return details(`${code(id)}: ${kindsInWords(change)}${counts}`, body);
}

/** Changes of text, examples or wording that touch no finding: for who wants to read them. */
function minorDetails({ changes, data }: RulesDiff): readonly string[] {
  const list = changes.filter(isMinor);
  if (list.length === 0) return [];
  const body = list.flatMap((change) => [
    `- ${code(change.id)}: ${kindsInWords(change)}`,
    ...minorLines(change).map((text) => `  - ${prose(text)}`),
  ]);
  const effect = data === null ? "" : ", without any effect on the data";
  return details(
    `${counted(list.length, "rule")} changed in text, tags, wording or examples alone${effect}`,
    body,
  );
}

/** Of conditions that are written in another way there is something to say where that took a proof. */
function minorLines({ words, difference }: RuleChange): readonly string[] {
  if (difference === null) return linesOf({ words: words.filter(({ kind }) => kind !== "wording") });
  const proof = differenceInWords(difference);
  return [...linesOf({ words }), ...(proof === undefined ? [] : [proof])];
}

function conditionDetails({ conditions }: RulesDiff): readonly string[] {
  if (conditions.length === 0) return [];
  const body = conditions.flatMap(({ name, kind, words, rules }) => [
    `- ${code(name)} ${kind === "meaning" ? "changed" : kind}, used by ${rules.length === 0 ? "no rule" : rules.map(code).join(", ")}`,
    ...words.map((text) => `  - ${prose(text)}`),
  ]);
  return details(`Conditions that rules share: ${conditions.length} changed`, body);
}

function cellDetails({ cells }: RulesDiff): readonly string[] {
  if (cells === null || isEmpty(cells)) return [];
  return details(
    `Cells that cannot be read, of fields that only one of both needs: ${grouped(cells.new)} new, ${grouped(cells.dropped)} dropped`,
    exampleLines(cells, ""),
  );
}

function exampleLines({ examples, ...counts }: Differences, where: string): readonly string[] {
  const list = (title: string, count: number, lines: readonly string[]): readonly string[] => {
    if (count === 0) return [];
    const some =
      lines.length < count
        ? `, ${lines.length === 0 ? "none" : `the first ${grouped(lines.length)}`} shown`
        : "";
    return ["", `**${title}${where}** (${grouped(count)}${some})`, "", ...lines];
  };
  return [
    ...list(
      "New",
      counts.new,
      examples.new.map((finding) => exampleLine(finding, finding.message)),
    ),
    ...list(
      "Dropped",
      counts.dropped,
      examples.dropped.map((finding) => exampleLine(finding, finding.message)),
    ),
    ...list(
      "Changed",
      counts.changed,
      examples.changed.map((changed) => exampleLine(changed.head, changesOfFinding(changed).join("; "))),
    ),
  ];
}

function exampleLine({ eventId, unit, source }: Finding, text: string): string {
  const place = [
    eventId === null ? "event without identifier" : code(eventId),
    unit === null ? undefined : code(unit),
    source === null ? undefined : code(`${source.file}:${source.line}`),
  ].filter((part) => part !== undefined);
  return `- ${place.join(" · ")}: ${prose(text)}`;
}

function costLines(diff: RulesDiff): readonly string[] {
  const cost = costInWords(diff);
  return cost === undefined ? [] : [`<sub>${cost.join("; ")}.</sub>`];
}
