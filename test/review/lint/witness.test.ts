import { expect, test } from "vitest";
import { lintRules } from "../../../src/review/lint/lintRules.ts";
import { files, inputOf } from "./folder.ts";

test("a witness from the example of another rule tells nobody's name or address", () => {
  const file = "rules/participation/nobody-came.json";
  const text = (files[file] ?? "").replaceAll(
    '"participants": 0',
    '"participants": 0, "focalPoint": "Somebody", "focalPointEmail": "somebody@example.org"',
  );
  expect(text).toContain("Somebody");
  const other = text
    .replace('"id": "nobody-came"', '"id": "nobody-at-all"')
    .replace(/"title": "[^"]*",\n {2}"severity"/, '"title": "Nobody at all",\n  "severity"');
  const { diagnostics } = lintRules(
    inputOf({ ...files, [file]: text, "rules/participation/nobody-at-all.json": other }),
  );
  const same = diagnostics.find(({ code }) => code === "rules-same");
  expect(same?.witness?.event).toMatchObject({ participants: 0 });
  expect(JSON.stringify(diagnostics)).not.toMatch(/Somebody|somebody@/);
});
