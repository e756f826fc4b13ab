import { DataQualityError, type Problem } from "../../errors.ts";
import * as z from "../../zod.ts";

const knownEncoding = (label: string): boolean => {
  try {
    new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
};

const oneCharacter = z
  .string()
  .refine(
    (text) => text.length === 1 && text !== "\n" && text !== "\r",
    "must be one character, not a line end",
  );

/** What a caller may tell the reader about the file; whatever is not told is found out. */
export interface TableOptions {
  /** WHATWG label (`utf-8`, `windows-1252`, `utf-16le`). A byte that it has no character for is then an error. */
  readonly encoding?: string | undefined;
  /** What stands between two cells: one or two characters. */
  readonly delimiter?: string | undefined;
  /** The character around a cell; `null` where quotes have no meaning. */
  readonly quote?: string | null | undefined;
  /** The character before a quote that belongs to the text; `null` where such quotes are not marked. */
  readonly escape?: string | null | undefined;
  /** How many records make up the header: 0 where the file has none. */
  readonly headerRows?: number | undefined;
  /** How many physical lines to leave out at the top; then no line above the header is taken for a title. */
  readonly skipRows?: number | undefined;
  /** What errors call the input where it is a stream. */
  readonly name?: string | undefined;
}

const optionsSchema = z.strictObject({
  encoding: z
    .string()
    .refine(
      knownEncoding,
      "not an encoding known here; use a WHATWG label such as utf-8, windows-1252, utf-16le",
    )
    .optional(),
  delimiter: z
    .string()
    .refine(
      (text) => text.length >= 1 && text.length <= 2 && !/[\r\n"\0]/.test(text),
      "must be one or two characters without a quote or line end",
    )
    .optional(),
  quote: oneCharacter.nullable().optional(),
  escape: oneCharacter.nullable().optional(),
  headerRows: z.int().min(0).max(100).optional(),
  skipRows: z.int().min(0).max(1_000_000).optional(),
  name: z.string().optional(),
}) satisfies z.ZodType<TableOptions>;

/** The options as they came, or an error that names each wrong one. */
export function parseTableOptions(options: unknown): TableOptions {
  const parsed = optionsSchema.safeParse(options ?? {});
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue): Problem => {
      const name = issue.code === "unrecognized_keys" ? issue.keys.join(", ") : issue.path.join(".");
      return {
        code: "invalid-option",
        message: `Option ${name === "" ? "" : `"${name}" `}of readTable: ${issue.message}.`,
        expected: Object.keys(optionsSchema.shape).join(", "),
      };
    });
    const [first, ...rest] = problems;
    throw new DataQualityError([first ?? { code: "invalid-option", message: "Invalid option." }, ...rest]);
  }
  const told = parsed.data;
  if (told.quote !== undefined && told.quote !== null && told.delimiter?.includes(told.quote)) {
    throw new DataQualityError([
      { code: "invalid-option", message: 'Options "quote" and "delimiter" must not share a character.' },
    ]);
  }
  return told;
}
