import type { TestCase } from "junit-report-builder";
import type { Finding } from "../findings/finding.ts";
import { type Severity, severities } from "../rules/schema.ts";
import { stdin } from "./artifact.ts";
import { isFailing } from "./failLevel.ts";
import { newJunitReport } from "./junitBuilder.ts";
import { printable } from "./printable.ts";
import type { CreateReporter } from "./reporter.ts";
import { severityOf } from "./ruleSeverity.ts";
import type { Refused, RootCause, RuleSummary, ShadowRule } from "./schema.ts";
import { createSelection } from "./selection.ts";
import { shadowText } from "./shadowText.ts";
import { counted, grouped } from "./table/counted.ts";
import { groupBy } from "./table/groupBy.ts";
import { titlesOf } from "./table/titles.ts";

/** What a test case of a finding says. */
interface Case {
  readonly className: string;
  readonly name: string;
  readonly severity: Severity;
  /** Known or accepted: no failure. */
  readonly settled?: string;
  readonly message: string;
  readonly more: readonly string[];
  readonly file?: string | undefined;
  readonly properties?: Readonly<Record<string, string>>;
}

/**
 * JUnit XML, for the test views of GitLab, Jenkins and others. A suite for each rule, with a test case for each of its
 * findings, or one that passes where there is none. JUnit knows no severity: what makes the check fail is a failure, what
 * does not is skipped, so that there are failures or errors exactly where the exit code is 1. Times are 0: nothing was
 * timed. Held in memory until the end, so the list of findings is bounded, the gravest first.
 */
export const junitReporter: CreateReporter = ({ write, rules, maxFindings, pathOf, failOn }) => {
  const selection = createSelection<Finding>(maxFindings);
  const refusedBySeverity: Record<Severity, number> = { error: 0, warning: 0, info: 0 };
  const titles = titlesOf(rules);
  const report = newJunitReport().name("ems-dq check");
  const fileOf = (file: string | null | undefined): string | undefined =>
    file === null || file === undefined || file === stdin ? undefined : xmlText(pathOf(file));

  function addCase(suite: ReturnType<typeof report.testSuite>, told: Case): void {
    const { className, name, severity, settled, message, more, file, properties = {} } = told;
    const test = testCase(suite, className, name);
    if (file !== undefined) test.file(file);
    test.property("severity", severity);
    for (const [key, value] of Object.entries(properties)) test.property(key, xmlText(value));
    const text = [message, ...more].map(xmlText).join("\n");
    if (settled === undefined && isFailing(severity, failOn))
      test.failure(xmlText(message), severity).stacktrace(text);
    else test.skipped().standardOutput(`${settled ?? severity}: ${text}`);
  }

  function findingCase(finding: Finding, name: string): Case {
    const { ruleId, severity, status, message, fix, source, fingerprint, eventId, unit } = finding;
    return {
      className: classOf(ruleId),
      name,
      severity,
      ...(status === "new" ? {} : { settled: status }),
      message,
      more: [`→ ${fix}`, ...(source === null ? [] : [`${source.file}:${source.line}`])],
      file: fileOf(source?.file),
      properties: {
        ...(eventId === null ? {} : { eventId }),
        ...(unit === null ? {} : { unit }),
        ...(source === null ? {} : { line: String(source.line) }),
        fingerprint,
      },
    };
  }

  function addRule(
    rule: Pick<
      RuleSummary,
      "id" | "severity" | "bySeverity" | "total" | "evaluated" | "error" | "switchedOff"
    >,
    listed: readonly Finding[],
    all: number,
  ): void {
    const { id, total, evaluated, error, switchedOff } = rule;
    const suite = report.testSuite().name(xmlText(`${titles.get(id) ?? id} (${id})`));
    suite
      .property("severity", severityOf(rule))
      .property("evaluated", String(evaluated))
      .property("findings", String(all));
    const names = new Map<string, number>();
    for (const finding of listed) addCase(suite, findingCase(finding, nameOf(finding, names)));
    if (error > 0) {
      const test = testCase(suite, classOf(id), "runs for every event");
      const text = `The rule could not be run for ${counted(error, "event")}.`;
      if (isFailing("error", failOn)) test.error(text, "error");
      else test.skipped().standardOutput(text);
    }
    if (all > 0 || error > 0) return;
    const test = testCase(suite, classOf(id), xmlText(titles.get(id) ?? id));
    if (evaluated > 0) test.standardOutput(`No findings in ${counted(evaluated, "event")}.`);
    else
      test
        .skipped()
        .standardOutput(
          switchedOff === true
            ? "The configuration switches the rule off."
            : total === 0
              ? "There is no event."
              : "The rule is about no event here, or lacks data.",
        );
  }

  function addTrial(rule: ShadowRule): void {
    const suite = report.testSuite().name(xmlText(`On trial: ${rule.title} (${rule.id})`));
    testCase(suite, classOf(rule.id), xmlText(`On trial: ${rule.title}`))
      .skipped()
      .standardOutput(xmlText(`A shadow rule, not counted: ${shadowText(rule)}.`));
  }

  function causeCase({ cause, severity, field, column, file, message, fix }: RootCause): Case {
    return {
      className: `ems-dq.file.${cause}`,
      name: xmlText(`${column ?? field}: ${cause}`),
      severity,
      message,
      more: [`→ ${fix}`],
      file: fileOf(file),
    };
  }

  function refusedCase({ code, severity, file, line, row, message }: Refused): Case {
    return {
      className: `ems-dq.row.${code}`,
      name: `row ${row}: ${code}`,
      severity,
      message,
      more: [`${file}:${line}`],
      file: fileOf(file),
      properties: { line: String(line) },
    };
  }

  return {
    finding: selection.add,
    refused({ severity }) {
      refusedBySeverity[severity]++;
    },
    listed: selection.size,
    end({ rules: summaries, rootCauses, refused, shadow, summary }) {
      const byRule = groupBy(selection.items(), ({ ruleId }) => ruleId);
      const active = summaries.filter(({ state }) => state === "active");
      const known = new Set(active.map(({ id }) => id));
      for (const rule of active) addRule(rule, byRule.get(rule.id) ?? [], rule.failed + rule.waived);
      // Cells that cannot be read are found without a rule.
      for (const [id, findings] of byRule)
        if (!known.has(id))
          addRule({ id, severity: "error", total: 0, evaluated: 0, error: 0 }, findings, findings.length);
      if (rootCauses.length > 0) {
        const suite = report.testSuite().name("About the files as a whole");
        for (const cause of rootCauses) addCase(suite, causeCase(cause));
      }
      if (refused.length > 0) {
        const suite = report.testSuite().name("Rows that were not checked");
        for (const row of refused) addCase(suite, refusedCase(row));
      }
      const rest = unlisted(selection.items(), summary.findings, "findings").concat(
        unlisted(refused, refusedBySeverity, "refused rows"),
      );
      if (rest.length > 0) {
        const suite = report.testSuite().name("Not listed");
        for (const each of rest) addCase(suite, each);
      }
      for (const rule of shadow) addTrial(rule);
      write(`${report.build()}\n`);
    },
  };
};

/** What the list has no room for fails the check as what it holds, and is told as one case. */
function unlisted(
  listed: readonly { readonly severity: Severity }[],
  all: Readonly<Record<Severity, number>>,
  what: string,
): readonly Case[] {
  return severities.flatMap((severity) => {
    const left = all[severity] - listed.filter((each) => each.severity === severity).length;
    const message = `${grouped(left)} more ${what} of this severity are not listed: raise --max-findings, or take --format csv.`;
    return left === 0
      ? []
      : [
          {
            className: "ems-dq.list.not-listed",
            name: `more ${what}: ${severity}`,
            severity,
            message,
            more: [],
          },
        ];
  });
}

function testCase(suite: { readonly testCase: () => TestCase }, className: string, name: string): TestCase {
  return suite.testCase().className(className).name(name).time(0);
}

function classOf(ruleId: string): string {
  return `ems-dq.${ruleId}`;
}

/** GitLab tells test cases apart by class and name, so what comes again has its line in the name. */
function nameOf({ eventId, source }: Finding, seen: Map<string, number>): string {
  const name = xmlText(eventId ?? "event without identifier");
  const times = (seen.get(name) ?? 0) + 1;
  seen.set(name, times);
  return times === 1 ? name : `${name} (${source === null ? `no. ${times}` : `line ${source.line}`})`;
}

/**
 * Text that XML 1.0 may hold and that cannot end a CDATA section, of which the library mends only the first end; nor
 * can it make GitLab look for an attachment.
 */
function xmlText(text: string): string {
  return printable(text).replaceAll("]]>", "]] >").replaceAll("[[ATTACHMENT|", "[ [ATTACHMENT|");
}
