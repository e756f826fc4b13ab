import { DataQualityError } from "../errors.ts";
import { problemsOf } from "../issues.ts";
import * as z from "../zod.ts";

const text = z.string().trim().min(1).max(1_200);
/** Labels by field or code. They are shown as they are, and hold no placeholders. */
const labels = z.record(z.string(), z.string().trim().min(1).max(200));

const hash = z.string().regex(/^[0-9a-f]{8}$/, "8 hexadecimal digits, as hashOfTexts gives them");

const ruleTextsSchema = z.strictObject({
  /** Of the English texts that were translated, see `hashOfTexts`: where they have changed since, they are shown and not these. */
  of: hash.optional(),
  title: text,
  message: text,
  fix: text,
  /** By field, where the rule says what would be right. */
  expected: z.record(z.string(), text).optional(),
});

/** The texts of one language. What is not in it is shown in English. */
export const catalogueSchema = z.strictObject({
  $schema: z.string().optional(),
  /** BCP 47: `fr`. */
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/, "a language such as fr or pt-BR"),
  /** Of the English texts and labels that were translated. */
  of: hash.optional(),
  /** What the package itself says. */
  texts: z.record(z.string(), text).optional(),
  /** What an explanation says: the keys of the English catalogue, and `label.<fact>`, `says.<fact>.true`, `says.<fact>.false`. */
  explanation: z.record(z.string(), text).optional(),
  fields: labels.optional(),
  /** By code list. */
  codes: z.record(z.string(), labels).optional(),
  /** By the id of the rule. */
  rules: z.record(z.string(), ruleTextsSchema).optional(),
});

/** The texts of one language; see {@link catalogueSchema}. */
export type Catalogue = z.infer<typeof catalogueSchema>;
export type RuleTexts = z.infer<typeof ruleTextsSchema>;

const keys = [...Object.keys(catalogueSchema.shape), ...Object.keys(ruleTextsSchema.shape)];

/**
 * Reads a catalogue of one's own: another language, or the texts of one's own rules.
 *
 * @throws {DataQualityError} with all mistakes at once.
 */
export function parseCatalogue(json: unknown, file?: string): Catalogue {
  const result = catalogueSchema.safeParse(json);
  if (result.success) return result.data;
  const [first, ...rest] = problemsOf(result.error.issues, json, keys, file);
  if (first === undefined) throw new Error("zod refuses with at least one issue");
  throw new DataQualityError([first, ...rest]);
}
