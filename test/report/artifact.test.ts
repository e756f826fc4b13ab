import { expect, test } from "vitest";
import { pathFrom, uriOf } from "../../src/report/artifact.ts";

test.each([
  ["/home/data", "export.csv", "export.csv", "export.csv"],
  ["/home/data", "./exports/../a.csv", "exports/../a.csv", "exports/../a.csv"],
  ["/home/data", "/home/data/exports/a.csv", "exports/a.csv", "exports/a.csv"],
  ["/home/data/", "/home/database/a.csv", "/home/database/a.csv", "file:///home/database/a.csv"],
  ["/", "/a.csv", "a.csv", "a.csv"],
  ["C:\\data", "C:\\data\\sub\\a.csv", "sub/a.csv", "sub/a.csv"],
  ["C:\\data", "D:\\other\\a.csv", "D:/other/a.csv", "file:///D:/other/a.csv"],
  ["/home/data", "a b/100% é#?.csv", "a b/100% é#?.csv", "a%20b/100%25%20%C3%A9%23%3F.csv"],
  ["/home/data", "a:b.csv", "a:b.csv", "a%3Ab.csv"],
  ["/home/data", "it's (1)*!.csv", "it's (1)*!.csv", "it%27s%20%281%29%2A%21.csv"],
  ["/home/data", "\ud800.csv", "\ud800.csv", "%EF%BF%BD.csv"],
])("from %s, %s is %s, as a URI %s", (folder, file, path, uri) => {
  expect(pathFrom(folder, file)).toBe(path);
  expect(uriOf(path)).toBe(uri);
});
