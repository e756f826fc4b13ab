import { describe, expect, test } from "vitest";
import { type FailLevel, isFailing } from "../../src/report/failLevel.ts";
import { junitReporter } from "../../src/report/junit.ts";
import { severities } from "../../src/rules/schema.ts";
import { check } from "./formats/check.ts";
import { type CheckInput, inputs, rules } from "./formats/inputs.ts";
import { write } from "./formats/write.ts";
import { all, type Element, parseXml, textIn } from "./formats/xml.ts";
import { finding, headOf, written } from "./sample.ts";

async function reportOf(input: CheckInput, more: Parameters<typeof write>[3] = {}): Promise<Element> {
  return parseXml(write(junitReporter, await check(input), input.rules.rules, more).text);
}

function casesOf(report: Element): Readonly<Record<string, string>>[] {
  return all(report, "testcase").map((each) => ({
    class: each.attributes.classname ?? "",
    name: each.attributes.name ?? "",
    result: ["failure", "error", "skipped"].find((name) => all(each, name).length > 0) ?? "passed",
    text: all(each, "system-out").map(textIn).join("") + all(each, "failure").map(textIn).join(""),
  }));
}

describe.each(severities)("a finding that is %s", (severity) => {
  test.each(["error", "warning", "info", "never"] satisfies FailLevel[])(
    "is a failure, or skipped, as --fail-on %s has it",
    (failOn) => {
      const { text } = written(junitReporter, [finding({ severity })], { failOn, head: { rootCauses: [] } });
      const [told] = casesOf(parseXml(text)).filter(({ name }) => name === "EMS-1");
      expect(told?.result).toBe(isFailing(severity, failOn) ? "failure" : "skipped");
      expect(told?.text).toContain("This event does not say what kind it is.\n→ Choose one.\nexport.csv:2");
    },
  );
});

test.each(["baseline", "waived"] as const)("a finding that is %s is no failure", (status) => {
  const { text } = written(junitReporter, [finding({ status })], { head: { rootCauses: [] } });
  const [told] = casesOf(parseXml(text)).filter(({ name }) => name === "EMS-1");
  expect(told).toMatchObject({ result: "skipped", text: expect.stringMatching(`^${status}: `) });
});

test("a rule passes where it found nothing, and is skipped where it had no event to decide", async () => {
  const cases = casesOf(await reportOf(inputs["a rule on trial"] as CheckInput));
  expect(cases.map((each) => [each.class, each.result, each.text])).toEqual([
    ["ems-dq.found-error", "passed", "No findings in 3 events."],
    ["ems-dq.found-warning", "passed", "No findings in 3 events."],
    ["ems-dq.found-info", "passed", "No findings in 3 events."],
    ["ems-dq.on-trial", "skipped", "A shadow rule, not counted: would have found 2 errors in 3 events."],
  ]);
  const none = casesOf(await reportOf(inputs["no events"] as CheckInput));
  expect(none[0]).toMatchObject({ result: "skipped", text: "There is no event." });
});

test("no two test cases have the same class and name, for GitLab would take them for one", async () => {
  for (const input of Object.values(inputs)) {
    const keys = casesOf(await reportOf(input)).map((each) => JSON.stringify([each.class, each.name]));
    expect(new Set(keys).size).toBe(keys.length);
  }
  const twice = casesOf(await reportOf(inputs["an event twice"] as CheckInput));
  expect(twice.map(({ name }) => name).slice(0, 2)).toEqual(["EMS-1", "EMS-1 (line 3)"]);
});

test("a test case is called the same in the next run, whatever the row and the figures", async () => {
  const of = async (...rows: readonly string[]) => {
    const text = `Event ID,Unit,Participants\n${rows.join("\n")}\n`;
    return casesOf(await reportOf({ files: { "export.csv": text }, rules })).map((each) => each.name);
  };
  expect((await of("EMS-1,CWM,1"))[0]).toBe((await of("EMS-2,CWM,9", "EMS-1,MDP,1"))[0]);
});

test("nothing was timed, so every time is 0", async () => {
  const report = await reportOf(inputs["several files"] as CheckInput);
  for (const { attributes } of all(report, "testcase")) expect(attributes.time).toBe("0");
});

test("a rule that could not be run is an error", () => {
  const { rules: summaries, ...head } = headOf([]);
  const [first, ...others] = summaries;
  const broken = [{ ...first, error: 2 }, ...others] as typeof summaries;
  const { text } = written(junitReporter, [], { head: { ...head, rules: broken, rootCauses: [] } });
  const [told] = all(parseXml(text), "testcase");
  expect(told?.attributes.classname).toBe(`ems-dq.${first?.id}`);
  expect(all(told as Element, "error")[0]?.attributes.message).toBe(
    "The rule could not be run for 2 events.",
  );
});

test.each([0, 1])(
  "where %i findings are listed, the others fail the report as they would",
  async (maxFindings) => {
    const input = inputs["errors among others"] as CheckInput;
    const cases = casesOf(await reportOf(input, { maxFindings, failOn: "warning" }));
    const rest = cases.filter((each) => each.class === "ems-dq.list.not-listed");
    expect(rest.map(({ name, result }) => [name, result])).toEqual([
      ["more findings: error", "failure"],
      ["more findings: warning", "failure"],
      ["more findings: info", "skipped"],
    ]);
  },
);
