// The one place that imports zod. zod's sixty files cost about 55 ms of start-up, as much as Node
// itself; the build copies into the bundles only what is named here.
export {
  array,
  boolean,
  type core,
  enum,
  type infer,
  int,
  iso,
  lazy,
  literal,
  null,
  number,
  record,
  strictObject,
  string,
  toJSONSchema,
  union,
  unknown,
  type ZodType,
} from "zod";
