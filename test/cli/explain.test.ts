import { resolve } from "node:path";
import { expect, test } from "vitest";
import { explanationDocumentSchema } from "../../src/report/explanationDocument.ts";
import { file, run } from "./run.ts";

const sample = resolve("fixtures/ems-export.csv");
const explain = (...args: readonly string[]) => run(["explain", sample, "--as-of", "2025-06-30", ...args]);

test("without a rule: all outcomes, the gravest first, and why those failed that did", async () => {
  const { code, stdout } = await explain("--event", "EMS-2021-0002");
  expect(code).toBe(0);
  expect(stdout).toContain("EMS-2021-0002 (SDP), line 3 of ");
  expect(stdout.indexOf("Failed (1)")).toBeLessThan(stdout.indexOf("Not assessed ("));
  expect(stdout).toMatch(/^certificate-type-missing fails: The certificate type is missing\./m);
  expect(stdout).toMatch(/Passed: \d+\. Not applicable: \d+\./);
});

test("with rules: their trees, in the order asked for, with the headers of the columns", async () => {
  const { code, stdout } = await explain("--event", "EMS-2021-0001", "--rule", "coc-zero,coc-rate-mismatch");
  expect(code).toBe(0);
  expect(stdout.indexOf("coc-zero ")).toBeLessThan(stdout.indexOf("coc-rate-mismatch "));
  expect(stdout).toContain("participants (“No. of participants”) is 12");
  expect(stdout).not.toContain("Not assessed (");
});

test("as JSON: one document that follows its schema", async () => {
  const { code, stdout } = await explain("--event", "EMS-2021-0001", "--format", "json");
  expect(code).toBe(0);
  const document = explanationDocumentSchema.parse(JSON.parse(stdout));
  expect(document.events[0]).toMatchObject({ eventId: "EMS-2021-0001", line: 2, row: 1 });
  expect(stdout.startsWith('{\n  "schema": "ems-data-quality/explanation/1"')).toBe(true);
});

test("in another language: titles, the words around them and the explanation", async () => {
  const { code, stdout } = await explain("--event", "EMS-2021-0002", "--locale", "fr");
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Non respectées (1)\n  erreur certificate-type-missing\u00a0: Le type de certificat manque",
  );
  expect(stdout).toMatch(/^Respectées\u00a0: \d+\. Sans objet\u00a0: \d+\.$/m);
  expect(stdout).toMatch(/^certificate-type-missing n’est pas respectée\u00a0: Le type de certificat/m);
  const json = await explain("--event", "EMS-2021-0002", "--locale", "fr", "--format", "json");
  expect(explanationDocumentSchema.parse(JSON.parse(json.stdout)).events[0]?.explanations[0]).toMatchObject({
    ruleId: "certificate-type-missing",
    title: "Le type de certificat manque",
    message: expect.stringContaining("Cet événement"),
  });
});

test("several events with one identifier are told each, and a column that is not there is absent", async () => {
  const path = file("twice.csv", "Event ID,Start date\nEMS-1,2025-01-02\nEMS-1,2025-01-03\n");
  const { code, stdout } = await run(["explain", path, "--event", "EMS-1", "--rule", "end-before-start"]);
  expect(code).toBe(0);
  expect(stdout).toContain("line 2 of");
  expect(stdout).toContain("line 3 of");
  expect(stdout).toContain("could not be assessed: end date absent.");
});

test("mistakes end with 2 and the nearest name", async () => {
  const event = await explain("--event", "EMS-2021-002");
  expect([event.code, event.stdout]).toEqual([2, ""]);
  expect(event.stderr).toContain('Did you mean "EMS-2021-0002"');
  const rule = await explain("--event", "EMS-2021-0002", "--rule", "coc-zer");
  expect([rule.code, rule.stdout]).toEqual([2, ""]);
  expect(rule.stderr).toContain('Did you mean "coc-zero"?');
});
