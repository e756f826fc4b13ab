import { readFileSync, statSync } from "node:fs";
import { DataQualityError, type Problem, refuseProblems } from "../errors.ts";
import { type LocatedJson, parseLocatedJson } from "../json.ts";
import { fileProblem } from "../systemError.ts";
import { decodeRuleText } from "./ruleFolder.ts";

/** What a file of JSON holds. */
export interface JsonFile<Content> {
  readonly content: Content;
  /** As it stands in the file. */
  readonly text: string;
}

/** How a file of JSON is read. */
export interface JsonReader<Content> {
  /** Makes something of the JSON; throws a DataQualityError with paths. */
  readonly parse: (value: unknown) => Content;
  /** Bytes: a larger file is data, named by mistake. */
  readonly most: number;
  /** Whether a person wrote it: then a key that stands twice is a mistake. To look for them costs more than to read. */
  readonly byHand: boolean;
}

/**
 * Reads a file of JSON.
 *
 * @throws {DataQualityError} where it cannot be read, is too large, or is no JSON; with every mistake in it, each with line
 * and column.
 */
export function readJsonFile<Content>(
  file: string,
  { parse, most, byHand }: JsonReader<Content>,
): JsonFile<Content> {
  const { text, json } = readLocatedJson(file, most);
  const content = contentOf(json, parse, byHand ? json.duplicates() : []);
  return { content, text };
}

/**
 * Reads a file of JSON, for who tells what is wrong in it with several others.
 *
 * @param most Bytes: a larger file is data, named by mistake.
 * @throws {DataQualityError} where it cannot be read, is too large, or is no JSON.
 */
export function readLocatedJson(
  file: string,
  most: number,
): { readonly text: string; readonly json: LocatedJson } {
  const text = decodeRuleText(readBytes(file, most), file);
  return { text, json: parseLocatedJson(text, file) };
}

function contentOf<Content>(
  json: LocatedJson,
  parse: (value: unknown) => Content,
  problems: readonly Problem[],
): Content {
  try {
    const content = parse(json.value);
    refuseProblems(problems);
    return content;
  } catch (error) {
    if (!(error instanceof DataQualityError) || problems.includes(error.problems[0])) throw error;
    const [first, ...others] = error.problems;
    throw new DataQualityError([json.locate(first), ...others.map(json.locate), ...problems]);
  }
}

function readBytes(file: string, most: number): Uint8Array {
  try {
    const { size } = statSync(file);
    if (size <= most) return readFileSync(file);
    throw new DataQualityError([
      { code: "file-too-large", message: `The file has ${size} bytes; it may have ${most}.`, file },
    ]);
  } catch (error) {
    if (error instanceof DataQualityError) throw error;
    throw new DataQualityError([fileProblem(error, file)], { cause: error });
  }
}
