import { expect, test } from "vitest";
import { repositoryPath } from "../../src/cli/repositoryPath.ts";

test.each([
  ["/home/data", {}, "export.csv", "export.csv"],
  ["/home/data", {}, "./exports/../a.csv", "a.csv"],
  ["/home/data", {}, "/home/data/exports/a.csv", "exports/a.csv"],
  ["/home/data", {}, "/home/database/a.csv", "/home/database/a.csv"],
  ["/home/data", {}, "../a.csv", "/home/a.csv"],
  ["/home/data", {}, "..a.csv", "..a.csv"],
  ["/", {}, "/a.csv", "a.csv"],
  ["/build/repo/sub", { GITHUB_WORKSPACE: "/build/repo" }, "a.csv", "sub/a.csv"],
  ["/build/repo/sub", { GITHUB_WORKSPACE: "/build/repo/" }, "../b.csv", "b.csv"],
  ["/build/repo", { CI_PROJECT_DIR: "/build/repo" }, "a.csv", "a.csv"],
  ["/elsewhere", { GITHUB_WORKSPACE: "/build/repo" }, "a.csv", "a.csv"],
  ["/build/repo", { GITHUB_WORKSPACE: "" }, "a.csv", "a.csv"],
])("in %s with %j, %s is called %s", (cwd, environment, file, path) => {
  expect(repositoryPath(cwd, environment)(file)).toBe(path);
});
