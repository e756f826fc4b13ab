import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../package/root.ts";

/** A repository with rules of its own and an export, as the workflows are made for, with a commit and a change to it. */
export interface Repository {
  readonly folder: string;
  /** A folder with the built `ems-dq`. */
  readonly bin: string;
  readonly base: string;
  /** What commands run with: nobody's own settings of git or npm, and no network. */
  readonly environment: NodeJS.ProcessEnv;
  readonly remove: () => void;
}

const columns =
  "Event ID,Programme unit,Event type,Status,Start date,End date,No. registered,No. of participants";
const sound =
  "EMS-1,CWM,Course,Completed,2024-03-04,2024-03-08,20,18\nEMS-2,MDP,Webinar,Completed,2024-05-06,2024-05-06,40,31\n";
const wrong = "EMS-3,CWM,Workshop,Completed,2024-09-09,2024-09-02,12,12\n";

const rules = ["schedule/end-before-start", "participation/participants-exceed-registered"] as const;

/** A change that is as it should be, or one with a mistake for each step to tell. */
export function makeRepository(change: "sound" | "wrong"): Repository {
  const home = mkdtempSync(join(tmpdir(), "ems-dq-ci-"));
  const folder = join(home, "repository");
  const bin = join(home, "bin");
  const environment = environmentOf(home);
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const edit = (rule: (typeof rules)[number], mend: (text: string) => string): void => {
    const path = `rules/${rule}.json`;
    const before = readFileSync(join(folder, path), "utf8");
    const after = mend(before);
    if (after === before) throw new Error(`${rule} is as before`);
    write(path, after);
  };
  const git = (...args: readonly string[]): string =>
    execFileSync("git", args, { cwd: folder, env: environment, encoding: "utf8" }).trim();
  const command = (...args: readonly string[]): void => {
    execFileSync(join(bin, "ems-dq"), args, { cwd: folder, env: environment, stdio: "pipe" });
  };
  const commit = (message: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
    return git("rev-parse", "HEAD");
  };

  mkdirSync(bin);
  const main = join(root, "dist/cli/main.js");
  writeFileSync(join(bin, "ems-dq"), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(bin, "ems-dq"), 0o755);

  // The package itself is on the PATH, so that nothing has to be fetched.
  const manifest = { name: "our-events", version: "1.0.0", private: true };
  write("package.json", JSON.stringify(manifest));
  write(
    "package-lock.json",
    JSON.stringify({ ...manifest, lockfileVersion: 3, requires: true, packages: { "": manifest } }),
  );
  write(".gitignore", "node_modules/\nreports/\n.npm/\n");
  write("exports/2024.csv", `${columns}\n${sound}`);
  write("rules/ruleset.json", JSON.stringify({ name: "ours", version: "1", rules: [] }));
  for (const rule of rules) {
    const { $schema: _, ...text } = JSON.parse(readFileSync(join(root, `rules/${rule}.json`), "utf8")) as {
      $schema: string;
    };
    write(`rules/${rule}.json`, `${JSON.stringify(text, undefined, 2)}\n`);
  }
  git("init", "--quiet", "--initial-branch", "main");
  command("rules", "lint", "--fix");
  command("rules", "docs");
  const base = commit("Two rules");

  edit("participation/participants-exceed-registered", (text) =>
    text.replace('"severity": "warning"', '"severity": "error"'),
  );
  command("rules", "docs");
  if (change === "wrong") {
    // Another meaning without another version, which an example notices and the pages do not tell, and a parameter that
    // nothing uses.
    edit("schedule/end-before-start", (text) =>
      text
        .replace('"operator": "before"', '"operator": "onOrBefore"')
        .replace(
          '"fields"',
          '"params": { "days": { "default": 1, "unit": "days", "source": "ours" } },\n  "fields"',
        ),
    );
    write("exports/2024.csv", `${columns}\n${sound}${wrong}`);
  }
  commit("A change");
  return { folder, bin, base, environment, remove: () => rmSync(home, { recursive: true, force: true }) };
}

function environmentOf(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_SYSTEM: "/dev/null",
    GIT_AUTHOR_NAME: "A",
    GIT_AUTHOR_EMAIL: "a@example.org",
    GIT_COMMITTER_NAME: "A",
    GIT_COMMITTER_EMAIL: "a@example.org",
    npm_config_offline: "true",
    npm_config_update_notifier: "false",
  };
}
