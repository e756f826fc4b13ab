import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from "node-sarif-builder";
import type { CellPlace } from "../events/cells/place.ts";
import { cellRule } from "../findings/cellRule.ts";
import type { Finding } from "../findings/finding.ts";
import type { Rule, Severity } from "../rules/schema.ts";
import { stdin, uriOf } from "./artifact.ts";
import { printable } from "./printable.ts";
import type { CreateReporter } from "./reporter.ts";
import type { Input, Refused, ReportHead, RootCause } from "./schema.ts";
import { createSelection } from "./selection.ts";
import { shadowText } from "./shadowText.ts";
import { counted } from "./table/counted.ts";

const schema = "https://json.schemastore.org/sarif-2.1.0.json";
/** Relative to the root of the sources, wherever they lie. */
const root = "%SRCROOT%";

const levels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<
  Severity,
  string
>;
/** The words of GitHub's code scanning. */
const problemSeverities = { error: "error", warning: "warning", info: "recommendation" } as const;

interface Found {
  readonly severity: Severity;
  readonly status: Finding["status"];
  readonly finding: Finding;
  readonly place: CellPlace | undefined;
}

/**
 * SARIF 2.1.0, for code scanning and for editors. Held in memory until the end, so the list of findings is bounded, the
 * gravest first. Rules on trial are among the rules, switched off, and what they would have found is a notification.
 */
export const sarifReporter: CreateReporter = ({ write, rules, maxFindings, pathOf }) => {
  const selection = createSelection<Found>(maxFindings);
  return {
    finding(finding, place) {
      const { severity, status } = finding;
      selection.add({ severity, status, finding, place });
    },
    refused: () => undefined,
    listed: selection.size,
    end(head, exitCode) {
      const artifacts = (file: string): { uri: string; uriBaseId?: string } => locationOf(file, pathOf);
      const run = new SarifRunBuilder().initSimple({
        toolDriverName: "ems-data-quality",
        toolDriverVersion: head.run.package,
      });
      const found = selection.items();
      for (const rule of [
        ...rules.filter(({ state }) => state !== "retired").map(ruleOf),
        ...otherRules(head, found),
      ])
        run.addRule(rule);
      // Where one result says whether it is known or accepted, all have to.
      const known = found.some(({ finding }) => finding.status !== "new");
      for (const each of found) run.addResult(findingResult(each, artifacts, known));
      for (const cause of head.rootCauses) run.addResult(causeResult(cause, artifacts, known));
      for (const row of head.refused) run.addResult(refusedResult(row, artifacts, known));
      Object.assign(run.run, {
        columnKind: "utf16CodeUnits",
        artifacts: head.run.inputs.map((input) => artifactOf(input, artifacts)),
        invocations: [invocationOf(head, exitCode)],
        properties: {
          asOf: head.run.asOf,
          ruleset: head.run.ruleset,
          profile: head.run.profile,
          summary: head.summary,
        },
      });
      const log = new SarifBuilder({ $schema: schema });
      log.addRun(run);
      // Not `buildSarifJsonString`: it throws where the text of a finding holds a word of its own.
      write(`${JSON.stringify(log.buildSarifOutput())}\n`);
    },
  };
};

type LocationOf = (file: string) => { uri: string; uriBaseId?: string };

function locationOf(file: string, pathOf: (file: string) => string): ReturnType<LocationOf> {
  const uri = uriOf(file === stdin ? file : pathOf(file));
  return uri.startsWith("file:") || file === stdin ? { uri } : { uri, uriBaseId: root };
}

function ruleOf({
  id,
  title,
  rationale,
  fix,
  sources,
  severity,
  dimension,
  tags,
  state,
  version,
}: Rule): SarifRuleBuilder {
  const rule = new SarifRuleBuilder().initSimple({
    ruleId: id,
    shortDescriptionText: title,
    fullDescriptionText: rationale,
  });
  const source = sources.join("; ");
  Object.assign(rule.rule, {
    help: {
      text: `What to do: ${fix}\n\nWhy: ${rationale}\n\nSource: ${source}`,
      markdown: `**What to do:** ${fix}\n\n**Why:** ${rationale}\n\n**Source:** ${source}`,
    },
    defaultConfiguration: { level: levels[severity], ...(state === "shadow" ? { enabled: false } : {}) },
    properties: {
      // GitHub takes 20.
      tags: [...new Set([...tags, dimension])].slice(0, 20),
      dimension,
      version,
      state,
      precision: "very-high",
      "problem.severity": problemSeverities[severity],
    },
  });
  return rule;
}

const causeTitles: Readonly<Record<RootCause["cause"], string>> = {
  "column-absent": "A column that rules need is absent",
  "column-unreadable": "Most of a column cannot be read",
  "header-renamed": "A header looks like that of an absent column",
  "column-ambiguous": "The cells of a column can be read in two ways",
};

/** What is found without a rule file behind it. Their ids have a `/`, which no rule's id has. */
function otherRules(
  { rootCauses, refused }: ReportHead,
  found: readonly Found[],
): readonly SarifRuleBuilder[] {
  const titles = new Map([
    ...(found.some(({ finding }) => finding.ruleId === cellRule)
      ? ([[cellRule, "A cell cannot be read"]] as const)
      : []),
    ...rootCauses.map(({ cause }) => [`file/${cause}`, causeTitles[cause]] as const),
    ...refused.map(({ code }) => [`row/${code}`, `A row is no event that can be checked (${code})`] as const),
  ]);
  return [...titles].map(([ruleId, shortDescriptionText]) =>
    new SarifRuleBuilder().initSimple({ ruleId, shortDescriptionText }),
  );
}

function findingResult({ finding, place }: Found, locate: LocationOf, known: boolean): SarifResultBuilder {
  const { ruleId, ruleVersion, severity, dimension, status, message, fix, eventId, unit, source, fields } =
    finding;
  const { due, fingerprint, docs } = finding;
  const result = resultOf(severity, ruleId, [message, fix]);
  Object.assign(result.result, {
    locations: [
      {
        ...(source === null
          ? {}
          : {
              physicalLocation: {
                artifactLocation: locate(source.file),
                region:
                  place === undefined
                    ? { startLine: source.line }
                    : {
                        startLine: place.line,
                        startColumn: place.column,
                        endLine: place.endLine,
                        endColumn: place.endColumn,
                      },
              },
            }),
        ...(eventId === null ? {} : { logicalLocations: [{ name: eventId, kind: "record" }] }),
      },
    ],
    // GitHub matches alerts over time by the second one, which it would else make from the text of the line.
    partialFingerprints: {
      "emsDataQuality/v1": fingerprint,
      primaryLocationLineHash: `${fingerprint}:1`,
    },
    ...(known ? standingOf(finding) : {}),
    properties: {
      eventId,
      unit,
      row: source?.row ?? null,
      severity,
      dimension,
      status,
      ruleVersion,
      ...(due === undefined ? {} : { due }),
      fields,
      docs,
    },
  });
  return result;
}

/** Of what no waiver and no baseline is about. */
const fresh = { baselineState: "new", suppressions: [] };

function standingOf({ status, waiver }: Finding): object {
  return {
    baselineState: status === "baseline" ? "unchanged" : "new",
    suppressions:
      status === "waived"
        ? [{ kind: "external", status: "accepted", justification: `Covered by the waiver ${waiver ?? "?"}.` }]
        : [],
  };
}

function causeResult(cause: RootCause, locate: LocationOf, known: boolean): SarifResultBuilder {
  const { severity, message, fix, file, field, column, events, rules } = cause;
  const result = resultOf(severity, `file/${cause.cause}`, [message, fix]);
  Object.assign(result.result, {
    ...(file === null
      ? {}
      : { locations: [{ physicalLocation: { artifactLocation: locate(file), region: { startLine: 1 } } }] }),
    ...(known ? fresh : {}),
    properties: { severity, field, ...(column === undefined ? {} : { column }), events, rules },
  });
  return result;
}

function refusedResult(
  { file, line, row, code, message, severity }: Refused,
  locate: LocationOf,
  known: boolean,
): SarifResultBuilder {
  const result = resultOf(severity, `row/${code}`, [message]);
  Object.assign(result.result, {
    locations: [{ physicalLocation: { artifactLocation: locate(file), region: { startLine: line } } }],
    ...(known ? fresh : {}),
    properties: { severity, row },
  });
  return result;
}

function resultOf(severity: Severity, ruleId: string, sentences: readonly string[]): SarifResultBuilder {
  return new SarifResultBuilder().initSimple({
    level: levels[severity],
    ruleId,
    messageText: sentences.map((sentence) => withoutLinks(printable(sentence))).join(" "),
  });
}

/** `[text](target)` in a message is a link (SARIF 2.1.0, 3.11.6), and a file's text must not bring one. */
function withoutLinks(text: string): string {
  return text.replaceAll("](", "] (");
}

function artifactOf({ file, format, sha256, dialect }: Input, locate: LocationOf): object {
  const encoding = dialect?.encoding;
  return {
    location: locate(file),
    roles: ["analysisTarget"],
    mimeType: format === "csv" ? "text/csv" : format === "json" ? "application/json" : "application/x-ndjson",
    ...(typeof encoding === "string" ? { encoding } : {}),
    hashes: { "sha-256": sha256 },
  };
}

function invocationOf(head: ReportHead, exitCode: number): object {
  const { run, summary, shadow, rules, refused } = head;
  const { total, listed } = summary.findings;
  const more = summary.refused - refused.length;
  const notes = [
    ...(total > listed
      ? [`${counted(total - listed, "finding is", "findings are")} not listed: raise --max-findings.`]
      : []),
    ...(more > 0 ? [`${counted(more, "refused row is", "refused rows are")} not listed.`] : []),
  ].map((text) => ({ level: "note", message: { text } }));
  const trials = shadow.map((rule) => ({
    level: "note",
    associatedRule: { id: rule.id },
    message: { text: `On trial, not counted: ${withoutLinks(rule.title)} ${shadowText(rule)}.` },
    properties: { found: rule.found, evaluated: rule.evaluated, examples: rule.examples },
  }));
  const thrown = rules
    .filter(({ state, error }) => state === "active" && error > 0)
    .map(({ id, error }) => ({
      level: "error",
      associatedRule: { id },
      message: { text: `The rule could not be run for ${counted(error, "event")}.` },
    }));
  const told = [...thrown, ...trials, ...notes];
  return {
    executionSuccessful: run.stopped === undefined,
    exitCode,
    startTimeUtc: run.startedAt,
    ...(run.stopped === undefined ? {} : { exitCodeDescription: run.stopped }),
    ...(told.length === 0 ? {} : { toolExecutionNotifications: told }),
  };
}
