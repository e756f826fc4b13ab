import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DataQualityError, type Problem, refuseProblems } from "../../errors.ts";
import type { Rule } from "../../rules/schema.ts";
import { fileProblem } from "../../systemError.ts";
import { schemaReferences } from "./schemaReferences.ts";

/**
 * Tells before the work that the folder cannot be one.
 *
 * @throws {DataQualityError} where it is a file.
 */
export function refuseFile(folder: string): void {
  if (!existsSync(folder) || statSync(folder).isDirectory()) return;
  throw new DataQualityError([
    { code: "not-a-folder", message: "The rules need a folder, and this is a file.", file: folder },
  ]);
}

/** Files that are ready to be written. */
export interface RuleFilesToWrite {
  readonly files: readonly string[];
  readonly write: () => void;
}

/**
 * Rules as files, each in the folder of its group under its id. Either all are written or none.
 *
 * @throws {DataQualityError} where one of the files is there already.
 */
export function prepareRuleFiles(folder: string, rules: readonly Rule[]): RuleFilesToWrite {
  const files = rules.map((rule) => ({ rule, file: join(folder, rule.tags[0] ?? "", `${rule.id}.json`) }));
  const schemas = schemaReferences(folder);
  refuseProblems(files.filter(({ file }) => existsSync(file)).map(({ file }) => taken(file)));

  function write(): void {
    const made: { readonly temporary: string; readonly file: string }[] = [];
    const placed: string[] = [];
    try {
      for (const { rule, file } of files) {
        mkdirSync(dirname(file), { recursive: true });
        const temporary = join(dirname(file), `.${rule.id}.${process.pid}.tmp`);
        made.push({ temporary, file });
        const $schema = schemas.wanted(file, "rule");
        const text = JSON.stringify($schema === undefined ? rule : { $schema, ...rule }, undefined, 2);
        writeFileSync(temporary, `${text}\n`, { flag: "wx" });
      }
      for (const { temporary, file } of made) {
        renameSync(temporary, file);
        placed.push(file);
      }
    } catch (error) {
      for (const { temporary } of made) rmSync(temporary, { force: true });
      for (const file of placed) rmSync(file, { force: true });
      throw new DataQualityError([fileProblem(error, folder)], { cause: error });
    }
  }
  return { files: files.map(({ file }) => file), write };
}

function taken(file: string): Problem {
  return {
    code: "file-exists",
    message: "The file is there already, and a suggestion does not take its place.",
    file,
    hint: "Name another folder, or give the folder of your rules with --rules so that they are not suggested again.",
  };
}
