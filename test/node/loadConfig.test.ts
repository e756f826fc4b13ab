import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { applyConfig } from "../../src/config/apply.ts";
import { configLimits } from "../../src/config/schema.ts";
import { DataQualityError, type Problem } from "../../src/errors.ts";
import { findConfig } from "../../src/node/findConfig.ts";
import { type LoadConfigOptions, loadConfig } from "../../src/node/loadConfig.ts";
import { shippedRules } from "../../src/shipped/rules.generated.ts";

const root = mkdtempSync(join(tmpdir(), "ems-dq-config-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let folders = 0;

/** A folder of its own with these files. */
function folderOf(files: Readonly<Record<string, unknown>>): string {
  const folder = join(root, String(++folders));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(
      join(folder, name),
      typeof content === "string" ? content : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}

/** Mistakes as `file:line:column code path`, with the files from the folder on. */
function mistakes(folder: string, options: LoadConfigOptions = { rules: shippedRules }): readonly string[] {
  try {
    loadConfig(join(folder, "ems-dq.config.json"), options);
    return [];
  } catch (error) {
    if (!(error instanceof DataQualityError)) throw error;
    return error.problems.map(({ file = "", line, column, code, path }: Problem) => {
      const place = [file.slice(folder.length + 1).replaceAll("\\", "/"), line, column];
      return `${place.filter((part) => part !== undefined).join(":")} ${code}${path === undefined ? "" : ` ${path}`}`;
    });
  }
}

const says = (severity: string, more: object = {}): object => ({
  ...more,
  rules: { "coc-zero": { severity, reason: "A reason of some words." } },
});

function severityOf(folder: string): string | undefined {
  const { config } = loadConfig(join(folder, "ems-dq.config.json"));
  const { rules } = applyConfig(config, shippedRules).variantOf(null, null);
  return rules.find(({ id }) => id === "coc-zero")?.severity;
}

describe("extends", () => {
  test("what extends counts after what is extended, the later of a list after the earlier", () => {
    const files = { "a.json": says("info"), "sub/b.json": says("warning") };
    expect(
      severityOf(folderOf({ ...files, "ems-dq.config.json": { extends: ["a.json", "sub/b.json"] } })),
    ).toBe("warning");
    expect(
      severityOf(folderOf({ ...files, "ems-dq.config.json": { extends: ["sub/b.json", "a.json"] } })),
    ).toBe("info");
    expect(
      severityOf(folderOf({ ...files, "ems-dq.config.json": says("error", { extends: "sub/b.json" }) })),
    ).toBe("error");
  });

  test("what several extend counts once, where it comes first: it does not undo what one of them changes", () => {
    const folder = folderOf({
      "shared.json": says("info"),
      "one.json": says("warning", { extends: "shared.json" }),
      "two.json": { extends: "./shared.json" },
      "ems-dq.config.json": { extends: ["one.json", "two.json"] },
    });
    expect(severityOf(folder)).toBe("warning");
  });

  test("paths are taken from the folder of each file, and the last of several counts", () => {
    const folder = folderOf({
      "shared/base.json": { waivers: "w.json", baseline: "../known.json", profile: "ems" },
      "ems-dq.config.json": { extends: "shared/base.json", baseline: "own.json" },
    });
    const { config, ...files } = loadConfig(join(folder, "ems-dq.config.json"));
    expect(config.layers).toHaveLength(2);
    expect(files).toEqual({
      profile: "ems",
      waivers: join(folder, "shared/w.json"),
      baseline: join(folder, "own.json"),
    });
  });
});

describe("mistakes", () => {
  test("of all files at once, each with its place", () => {
    const folder = folderOf({
      "base.json":
        '{ "rules": {\n  "coc-zreo": { "enabled": false, "reason": "A reason of some words." } } }',
      "twice.json": '{ "overrides": [],\n  "overrides": [] }',
      "broken.json": '{\n  "rules": {,} }',
      "ems-dq.config.json":
        '{ "extends": ["base.json", "nobody.json", "twice.json", "broken.json"],\n  "ruels": {},\n  "profile": "emss" }',
    });
    expect([...mistakes(folder)].sort()).toEqual([
      'base.json:2:15 unknown-rule $.rules["coc-zreo"]',
      "broken.json:2:13 json-syntax",
      "ems-dq.config.json:1:28 file-not-found $.extends[1]",
      "ems-dq.config.json:2:3 unknown-key $.ruels",
      "ems-dq.config.json:3:14 profile-unknown $.profile",
      "twice.json:2:3 duplicate-key $.overrides",
    ]);
  });

  test("comments are no JSON", () => {
    expect(mistakes(folderOf({ "ems-dq.config.json": "{\n  // why\n}" }))).toEqual([
      expect.stringMatching(/^ems-dq\.config\.json:2:3 json-syntax/),
    ]);
  });

  test("files that extend each other, by another name too", () => {
    const folder = folderOf({
      "ems-dq.config.json": { extends: "a.json" },
      "a.json": { extends: "link.json" },
    });
    symlinkSync("ems-dq.config.json", join(folder, "link.json"));
    expect(mistakes(folder)).toEqual(["a.json:2:14 extends-cycle $.extends"]);
  });

  test("more files in a row than there may be", () => {
    const rowOf = (count: number): string =>
      folderOf(
        Object.fromEntries([
          ["ems-dq.config.json", { extends: "1.json" }],
          ...Array.from({ length: count }, (_, index) => [
            `${index + 1}.json`,
            index + 1 === count ? {} : { extends: `${index + 2}.json` },
          ]),
        ]),
      );
    expect(mistakes(rowOf(configLimits.depth))).toEqual([]);
    expect(mistakes(rowOf(configLimits.depth + 1))).toEqual([
      `${configLimits.depth}.json:2:14 extends-too-deep $.extends`,
    ]);
  });

  test("a file that is no text, is too large, is not there, or is a folder", () => {
    const folder = folderOf({
      "ems-dq.config.json": { extends: ["large.json", "folder"] },
      "large.json": " ".repeat(configLimits.fileBytes + 1),
      "folder/x": "",
    });
    writeFileSync(join(folder, "bytes.json"), new Uint8Array([0x7b, 0xff, 0x7d]));
    expect(mistakes(folder)).toEqual(["large.json file-too-large", "folder is-a-directory"]);
    expect(() => loadConfig(join(folder, "bytes.json"))).toThrow("not-utf-8");
    expect(() => loadConfig(join(folder, "none.json"))).toThrow("file-not-found");
  });

  test("files of waivers and baseline may be written later, unless all is to be there", () => {
    const folder = folderOf({ "ems-dq.config.json": { waivers: "w.json", baseline: "b.json" } });
    expect(mistakes(folder)).toEqual([]);
    expect(mistakes(folder, { complete: true })).toEqual([
      "ems-dq.config.json:2:14 file-not-found $.waivers",
      "ems-dq.config.json:3:15 file-not-found $.baseline",
    ]);
    expect(mistakes(folder, { complete: ["baseline"] })).toEqual([
      "ems-dq.config.json:3:15 file-not-found $.baseline",
    ]);
  });
});

test("the configuration of a folder is found; a link that leads nowhere is not passed over in silence", () => {
  expect(findConfig(folderOf({}))).toBeUndefined();
  expect(findConfig(join(root, "no-such-folder"))).toBeUndefined();
  const folder = folderOf({ "ems-dq.config.json": {} });
  expect(findConfig(folder)).toBe(join(folder, "ems-dq.config.json"));
  const dangling = folderOf({});
  symlinkSync("gone.json", join(dangling, "ems-dq.config.json"));
  expect(mistakes(dangling)).toEqual(["ems-dq.config.json file-not-found"]);
  expect(findConfig(dangling)).toBe(join(dangling, "ems-dq.config.json"));
});
