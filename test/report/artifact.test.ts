import { expect, test } from "vitest";
import { uriOf } from "../../src/report/artifact.ts";

test.each([
  ["export.csv", "export.csv"],
  ["/home/database/a.csv", "file:///home/database/a.csv"],
  ["D:/other/a.csv", "file:///D:/other/a.csv"],
  ["a b/100% é#?.csv", "a%20b/100%25%20%C3%A9%23%3F.csv"],
  ["a:b.csv", "a%3Ab.csv"],
  ["it's (1)*!.csv", "it%27s%20%281%29%2A%21.csv"],
  ["\ud800.csv", "%EF%BF%BD.csv"],
])("the URI of %s is %s", (path, uri) => {
  expect(uriOf(path)).toBe(uri);
});
