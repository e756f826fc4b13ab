import { byField } from "../events/byField.ts";
import { dateOrders, decimalSigns, rateForms } from "../events/cells/format.ts";
import { type FieldName, fields } from "../events/fields.ts";
import type { DeepReadonly } from "../rules/schema.ts";
import * as z from "../zod.ts";
import { builtinProfileNames } from "./builtinNames.ts";

/** Upper bounds that keep a profile from hanging or crashing the process. */
const profileLimits = {
  /** Header aliases of one field, headers to ignore, words for empty. */
  list: 500,
  /** Texts of cells with a meaning of their own, for one field. */
  values: 5_000,
  /** Characters of a header or cell text. */
  text: 1_000,
} as const;

const text = z.string().max(profileLimits.text);
const name = text.trim().min(1);
const scalar = z.union([text, z.number(), z.boolean()]);
const words = z.array(text).max(profileLimits.list);

const dateOrder = z
  .enum(dateOrders)
  .describe("Order of day, month and year in dates such as 05/03/2024: dmy is 5 March, mdy is 3 May.");
const decimal = z.enum(decimalSigns).describe("The decimal sign of numbers.");
const rate = z
  .enum(rateForms)
  .describe("How 85 % is written: percent as 85 (the sign does not matter), fraction as 0.85.");

const otherFieldsSchema = z.strictObject(byField(() => scalar.optional())).meta({
  id: "profileOtherFields",
  description: "Values for other fields, where these have none of their own.",
});

type Scalar = string | number | boolean;

/** What a text of a cell means: the field's value, or also values of other fields. */
interface CellMeaning {
  readonly value?: Scalar | null | undefined;
  readonly also?: { readonly [Field in FieldName]?: Scalar | undefined } | undefined;
}

// With its type by name: written out for each field in each field, the package's types would be half a megabyte.
const meaningSchema: z.ZodType<Scalar | null | CellMeaning> = z.union([
  scalar,
  z.null(),
  z.strictObject({
    value: z
      .union([scalar, z.null()])
      .optional()
      .describe("The field's value; null for none. Without it the cell is read as usual."),
    also: otherFieldsSchema.optional(),
  }),
]);

const fieldSchema = z
  .strictObject({
    columns: z
      .array(name)
      .min(1)
      .max(profileLimits.list)
      .optional()
      .describe(
        "Headers of the column. The field's own name always matches. One column may be named for several fields.",
      ),
    dateOrder: dateOrder.optional(),
    decimal: decimal.optional(),
    rate: rate.optional(),
    empty: words.optional().describe("Texts that stand for an empty cell, in the place of the usual ones."),
    values: z
      .record(text, meaningSchema)
      .optional()
      .describe(
        "Texts of cells with a meaning of their own, without regard to case: a value, null for none, or also values of other fields.",
      ),
    separator: z
      .string()
      .min(1)
      .max(5)
      .optional()
      .describe(
        "The cell is a list joined by this sign, and only the parts named in `values` say something: tags.",
      ),
  })
  .meta({ id: "profileField", description: "Where a field comes from and how its cells are written." });

const constantSchema = z
  .strictObject({ value: scalar, reason: name.describe("Why it may be taken so; the report says it.") })
  .meta({ id: "profileConstant", description: "A value that holds for every event." });

const profileName = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, "lower-case words joined by hyphens")
  .max(100);
const source = name.describe("Where the knowledge of the format comes from; says so where it is assumed.");

// With names of their own, so that the two forms of a profile share them in the JSON Schema.
const fieldsSchema = z
  .strictObject(byField((field) => fieldSchema.optional().describe(fields[field].doc)))
  .meta({ id: "profileFields", description: "Where the fields come from." });
const emptySchema = z
  .strictObject({
    id: words.optional(),
    text: words.optional(),
    person: words.optional(),
    email: words.optional(),
    code: words.optional(),
    openCode: words.optional(),
    flag: words.optional(),
    date: words.optional(),
    count: words.optional(),
    percent: words.optional(),
    score: words.optional(),
  })
  .meta({
    id: "profileEmpty",
    description:
      "Texts that stand for an empty cell, by the kind of the field, in the place of the usual ones.",
  });
const constantsSchema = z.strictObject(byField(() => constantSchema.optional())).meta({
  id: "profileConstants",
  description:
    "Values of fields for which the export has no column, or which only some cells of other columns tell. The report lists them as assumptions.",
});

const options = {
  $schema: z.string().optional(),
  delimiter: z
    .string()
    .min(1)
    .max(2)
    .optional()
    .describe("Between two cells; found out where it is not given."),
  encoding: name.optional().describe("utf-8, utf-16le, windows-1252, …; found out where it is not given."),
  dateOrder: dateOrder.optional(),
  decimal: decimal.optional(),
  rate: rate.optional(),
  empty: emptySchema.optional(),
  ignore: z.array(name).max(profileLimits.list).optional().describe("Headers to leave out."),
  constants: constantsSchema.optional(),
};

/** How the columns of one system's export stand for the fields of the canonical event: told in full. */
export const wholeProfileSchema = z.strictObject({
  name: profileName,
  version: name,
  description: name,
  source,
  fields: fieldsSchema,
  ...options,
});

/** What is different from a profile that comes with the package. */
export const extendingProfileSchema = z.strictObject({
  extends: z
    .enum(builtinProfileNames)
    .describe(
      "The profile of the package on which this one builds. Columns are added to its own and win over them; every other key stands in the place of its own.",
    ),
  name: profileName.optional().describe("The name of the other with -adapted where it is not given."),
  version: name.optional(),
  description: name.optional(),
  source: source.optional(),
  fields: fieldsSchema.optional(),
  ...options,
});

/** A profile as its file has it: whole, or built on another. */
export const profileSchema = z.union([extendingProfileSchema, wholeProfileSchema]);

/** A profile with all that it says, whether it builds on another or not. */
export type Profile = DeepReadonly<z.infer<typeof wholeProfileSchema>> & {
  /** Columns that a profile which builds on another names itself: they win over the other's. */
  readonly preferred?: { readonly [Field in FieldName]?: readonly string[] | undefined };
};
export type ExtendingProfile = DeepReadonly<z.infer<typeof extendingProfileSchema>>;
export type FieldMapping = NonNullable<Profile["fields"][FieldName]>;
/** What a text of a cell means. */
export type Meaning = NonNullable<FieldMapping["values"]>[string];
