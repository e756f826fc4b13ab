import { parse as parseCsv } from "csv-parse/sync";
import { marked } from "marked";
import { z } from "zod";
import type { CellPlace } from "../../../src/events/cells/place.ts";
import type { Finding } from "../../../src/findings/finding.ts";
import type { FormatName } from "../../../src/report/formats.ts";
import { printable } from "../../../src/report/printable.ts";
import { type Report, reportSchema } from "../../../src/report/schema.ts";
import type { Severity } from "../../../src/rules/schema.ts";
import type { Seen, SeenFinding } from "./seen.ts";
import { all, type Element, parseXml, textIn } from "./xml.ts";

/** Reads a report back, by a reader of its own that knows nothing of what wrote it. */
export interface FormatReader {
  readonly read: (text: string) => Seen;
  /** How the format shows text of a file. */
  readonly shows: (text: string) => string;
}

const asIs = (text: string): string => text;

/** @param places Where the cells of the findings stand, for a format that says so. */
export function seenIn(
  report: Report,
  places: readonly (CellPlace | undefined)[] = [],
): Required<Omit<Seen, "passed">> {
  const { total, error, warning, info } = report.summary.findings;
  return {
    findings: report.findings.map((finding, index) => seenFinding(finding, places[index]?.line)),
    refused: report.refused.map(({ code, line, severity }) => `${code}:${line}:${severity}`),
    causes: report.rootCauses.map(({ cause, severity }) => `${cause}:${severity}`),
    shadow: report.shadow.map(({ id, found }) => `${id}:${found}`),
    counts: { total, error, warning, info },
  };
}

function seenFinding(
  { ruleId, eventId, severity, fingerprint, source }: Finding,
  line = source?.line,
): SeenFinding {
  return {
    rule: ruleId,
    event: eventId ?? "",
    severity,
    fingerprint,
    ...(line === undefined ? {} : { line }),
  };
}

interface Sarif {
  readonly runs: readonly [
    {
      readonly results: readonly {
        readonly ruleId: string;
        readonly level: "error" | "warning" | "note";
        readonly locations: readonly {
          readonly logicalLocations?: readonly { readonly name: string }[];
          readonly physicalLocation?: { readonly region: { readonly startLine: number } };
        }[];
        readonly partialFingerprints?: Readonly<Record<string, string>>;
        readonly properties: { readonly severity: Severity };
      }[];
      readonly invocations: readonly [
        {
          readonly exitCode: number;
          readonly toolExecutionNotifications?: readonly {
            readonly associatedRule: { readonly id: string };
            readonly properties: { readonly found: number };
          }[];
        },
      ];
      readonly properties: { readonly summary: Report["summary"] };
    },
  ];
}

function readSarif(text: string): Seen {
  const [{ results, invocations, properties }] = (JSON.parse(text) as Sarif).runs;
  const [{ exitCode, toolExecutionNotifications = [] }] = invocations;
  const severityOf = (level: string): Severity => (level === "note" ? "info" : (level as Severity));
  const ofKind = (kind: string) => results.filter(({ ruleId }) => ruleId.startsWith(`${kind}/`));
  const { total, error, warning, info } = properties.summary.findings;
  return {
    findings: results
      .filter(({ ruleId }) => !ruleId.includes("/"))
      .map(({ ruleId, level, locations, partialFingerprints }) => ({
        rule: ruleId,
        event: locations[0]?.logicalLocations?.[0]?.name ?? "",
        severity: severityOf(level),
        fingerprint: partialFingerprints?.["emsDataQuality/v1"] ?? "",
        line: locations[0]?.physicalLocation?.region.startLine ?? 0,
      })),
    refused: ofKind("row").map(
      ({ ruleId, level, locations }) =>
        `${ruleId.slice(4)}:${locations[0]?.physicalLocation?.region.startLine}:${severityOf(level)}`,
    ),
    causes: ofKind("file").map(({ ruleId, level }) => `${ruleId.slice(5)}:${severityOf(level)}`),
    shadow: toolExecutionNotifications
      .filter(({ associatedRule }) => associatedRule !== undefined)
      .map(({ associatedRule, properties: { found } }) => `${associatedRule.id}:${found}`),
    counts: { total, error, warning, info },
    passed: exitCode === 0,
  };
}

function readJunit(text: string): Seen {
  const root = parseXml(text);
  const cases = all(root, "testcase");
  const has = (element: Element, name: string) => all(element, name).length > 0;
  for (const element of [root, ...all(root, "testsuite")]) {
    const count = (name: string) => String(all(element, "testcase").filter((each) => has(each, name)).length);
    const { tests, failures, errors, skipped } = element.attributes;
    const counted = [String(all(element, "testcase").length), ...["failure", "error", "skipped"].map(count)];
    if ([tests, failures, errors, skipped].join() !== counted.join())
      throw new Error(`JUnit counts ${counted.join()} test cases in ${element.attributes.name}`);
  }
  const property = (element: Element, name: string): string =>
    all(element, "property").find(({ attributes }) => attributes.name === name)?.attributes.value ?? "";
  const severityOf = (element: Element): Severity => property(element, "severity") as Severity;
  const ofKind = (kind: string) =>
    cases.filter(({ attributes: { classname = "" } }) => classname.startsWith(`ems-dq.${kind}.`));
  const told = cases.filter((each) => property(each, "severity") !== "");
  return {
    findings: told
      .filter(({ attributes: { classname = "" } }) => /^ems-dq\.[a-z-]+$/.test(classname))
      .map((each) => ({
        rule: each.attributes.classname?.slice("ems-dq.".length) ?? "",
        event: property(each, "eventId"),
        severity: severityOf(each),
        fingerprint: property(each, "fingerprint"),
        line: Number(property(each, "line")),
      })),
    refused: ofKind("row").map(
      (each) =>
        `${each.attributes.classname?.slice("ems-dq.row.".length)}:${property(each, "line")}:${severityOf(each)}`,
    ),
    causes: ofKind("file").map(
      (each) => `${each.attributes.classname?.slice("ems-dq.file.".length)}:${severityOf(each)}`,
    ),
    passed: !told.some((each) => has(each, "failure") || has(each, "error")),
  };
}

/** As the runner reads a command: https://github.com/actions/runner, `ActionCommand.TryParseV2`. */
function readCommand(line: string): {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
} {
  const end = line.indexOf("::", 2);
  if (!line.startsWith("::") || end === -1) throw new Error(`no command: ${line}`);
  const info = line.slice(2, end);
  const space = info.indexOf(" ");
  const unescaped = (text: string): string =>
    text
      .replaceAll("%0D", "\r")
      .replaceAll("%0A", "\n")
      .replaceAll("%3A", ":")
      .replaceAll("%2C", ",")
      .replaceAll("%25", "%");
  const properties = Object.fromEntries(
    info
      .slice(space + 1)
      .split(",")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), unescaped(pair.slice(pair.indexOf("=") + 1))]),
  );
  const data = line
    .slice(end + 2)
    .replaceAll("%0D", "\r")
    .replaceAll("%0A", "\n")
    .replaceAll("%25", "%");
  return { command: info.slice(0, space), properties, data };
}

const severityOfCommand: Readonly<Record<string, Severity>> = {
  error: "error",
  warning: "warning",
  notice: "info",
};

function readGithub(text: string): Seen {
  const lines = text.trimEnd().split("\n").map(readCommand);
  const summary = lines[0]?.data ?? "";
  const told = lines.filter(({ properties }) => !properties.title?.startsWith("ems-dq check"));
  const severityOf = (command: string): Severity => severityOfCommand[command] ?? ("none" as never);
  const idOf = (title = ""): string => title.slice(0, title.indexOf(": "));
  const ofKind = (kind: string) =>
    told.filter(({ properties }) => idOf(properties.title).startsWith(`${kind}/`));
  const trial = lines.find(({ properties }) => properties.title === "ems-dq check: on trial, not counted");
  return {
    findings: told
      .filter(({ properties }) => !idOf(properties.title).includes("/"))
      .map(({ command, properties, data }) => ({
        rule: idOf(properties.title),
        event: data.split("\n")[0] ?? "",
        severity: severityOf(command),
        line: Number(properties.line),
      })),
    refused: ofKind("row").map(
      ({ command, properties }) =>
        `${idOf(properties.title).slice(4)}:${properties.line}:${severityOf(command)}`,
    ),
    causes: ofKind("file").map(
      ({ command, properties }) => `${idOf(properties.title).slice(5)}:${severityOf(command)}`,
    ),
    shadow: shadowIn(trial?.data.split("\n") ?? []),
    counts: countsIn(summary),
  };
}

/** `… (on-trial): would have found 2 errors in 3 events`. */
function shadowIn(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const match = /\(([a-z0-9-]+)\): (?:would have found (\d+|nothing)|could not)/.exec(line);
    return match === null ? [] : [`${match[1]}:${Number(match[2]) || 0}`];
  });
}

/** `4 findings: 2 errors, 1 warning, 1 note`. */
function countsIn(text: string): NonNullable<Seen["counts"]> {
  const match = /(\d+) findings?: (\d+) errors?(?:,| ·) (\d+) warnings?(?:,| ·) (\d+) notes?/.exec(text);
  if (match === null) {
    if (!/No findings/.test(text)) throw new Error(`no counts in ${text.slice(0, 200)}`);
    return { total: 0, error: 0, warning: 0, info: 0 };
  }
  const [total = 0, error = 0, warning = 0, info = 0] = match.slice(1).map(Number);
  return { total, error, warning, info };
}

/** What the format itself makes of it. A link, an image or a script would come from the data. */
const ownElements = [
  "root",
  "h2",
  "h3",
  "p",
  "strong",
  "code",
  "ul",
  "li",
  "table",
  "thead",
  "tbody",
  "tr",
  "th",
  "td",
];

function readMarkdown(text: string): Seen {
  const root = parseXml(`<root>${marked.parse(text, { gfm: true, async: false })}</root>`);
  const visit = (element: Element): void => {
    if (!ownElements.includes(element.name)) throw new Error(`<${element.name}> in ${textIn(element)}`);
    if (Object.keys(element.attributes).some((name) => name !== "align"))
      throw new Error(`attributes of <${element.name}>: ${JSON.stringify(element.attributes)}`);
    for (const child of element.children) if (typeof child !== "string") visit(child);
  };
  visit(root);
  const tables = all(root, "table").filter((each) => all(each, "th")[1]?.children[0] === "Event");
  const paragraphs = all(root, "p").map(textIn).join(" ");
  const items = sectionItems(root, "On trial");
  return {
    findings: tables.flatMap((each) =>
      all(each, "tr")
        .map((row) => all(row, "td"))
        .filter((cells) => cells.length > 0)
        .map(([severity, event, place, rule]) => ({
          rule: codeIn(rule),
          event: codeIn(event),
          severity: (severity === undefined ? "none" : textIn(severity)) as Severity,
          line: Number(/ line (\d+)$/.exec(place === undefined ? "" : textIn(place))?.[1]),
        })),
    ),
    shadow: shadowIn(items),
    counts: countsIn(textIn(all(root, "h2")[0] ?? root)),
    passed: paragraphs.includes("The check passes"),
  };
}

function sectionItems(root: Element, title: string): readonly string[] {
  const elements = root.children.filter((child) => typeof child !== "string");
  const at = elements.findIndex((each) => each.name === "h3" && textIn(each).startsWith(title));
  const list = at === -1 ? undefined : elements[at + 1];
  return list === undefined ? [] : all(list, "li").map(textIn);
}

function codeIn(cell: Element | undefined): string {
  const code = cell === undefined ? undefined : all(cell, "code")[0];
  return code === undefined ? "" : textIn(code);
}

/** Of the table by event: `EMS-1 · CWM · export.csv:2`, and below it what is wrong. */
function readTable(text: string): Seen {
  const [head = "", list = ""] = text.split("\nFindings by event\n");
  const findings: SeenFinding[] = [];
  let event = "";
  let line = 0;
  for (const block of list.split("\n\n")) {
    const [first = "", ...rest] = block.trim().split("\n");
    const place = /^(.*) · [^:]*\.(?:csv|ndjson):(\d+)$/.exec(first);
    if (place === null) continue;
    line = Number(place[2]);
    // The unit stands behind the event, and holds the same text where it is hostile.
    event = (place[1] ?? "").replace(/ · .*$/, "");
    for (const [, severity, rule = ""] of rest
      .join(" ")
      .replace(/\s+/g, " ")
      .matchAll(/(?<=^| )(error|warning|info): .*? \(([a-z-]+)\)(?= →)/g))
      findings.push({ rule, event, severity: severity as Severity, line });
  }
  return { findings, shadow: shadowIn(head.replace(/\n {4}/g, " ").split("\n")), counts: countsIn(text) };
}

const lineSchema = z.looseObject({ type: z.string() });

/** One of each format: a new format does not compile without. */
export const readers: Readonly<Record<FormatName, FormatReader>> = {
  json: { read: (text) => seenIn(reportSchema.parse(JSON.parse(text))), shows: asIs },
  ndjson: {
    read(text) {
      const lines = text
        .trimEnd()
        .split("\n")
        .map((line) => lineSchema.parse(JSON.parse(line)));
      const ofType = (wanted: string) =>
        lines.flatMap(({ type, ...item }) => (type === wanted ? [item] : []));
      const [summary] = ofType("summary");
      if (summary === undefined || lines.at(-1)?.type !== "summary") throw new Error("no summary");
      const report = { ...summary, findings: ofType("finding"), refused: ofType("refused") };
      return seenIn(reportSchema.parse(report));
    },
    shows: asIs,
  },
  csv: {
    read(text) {
      const rows = parseCsv(text, { bom: true, columns: true }) as Readonly<Record<string, string>>[];
      const ofType = (wanted: string) => rows.filter(({ type }) => type === wanted);
      return {
        findings: ofType("finding").map(
          ({ ruleId = "", eventId = "", severity, fingerprint = "", line }) => ({
            rule: ruleId,
            // What a spreadsheet would run has an apostrophe before it.
            event: eventId.replace(/^'/, ""),
            severity: severity as Severity,
            fingerprint,
            line: Number(line),
          }),
        ),
        refused: ofType("refused").map(({ ruleId, line, severity }) => `${ruleId}:${line}:${severity}`),
        causes: ofType("rootCause").map(({ ruleId, severity }) => `${ruleId}:${severity}`),
      };
    },
    shows: asIs,
  },
  sarif: { read: readSarif, shows: asIs },
  junit: {
    read: readJunit,
    shows: (text) => printable(text).replaceAll("]]>", "]] >").replaceAll("[[ATTACHMENT|", "[ [ATTACHMENT|"),
  },
  github: { read: readGithub, shows: printable },
  markdown: { read: readMarkdown, shows: printable },
  table: {
    read: readTable,
    shows: (text) =>
      printable(text)
        .replace(/\s+/g, " ")
        .replace(/ · .*$/, ""),
  },
};
