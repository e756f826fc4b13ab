import type { Scalar } from "../rules/value.ts";

/** An operation of a JSON Patch, RFC 6902. */
export type PatchOperation = {
  readonly op: "test" | "add" | "replace";
  readonly path: string;
  readonly value: Scalar | null;
};

/**
 * The operations that set a property of an object. What is replaced is tested for first, so that the patch fails where the
 * object has changed; what JSON cannot hold, as a number that is none, cannot be tested for, and is put in whatever was there.
 */
export function patchOperation(before: object, property: string, value: Scalar): readonly PatchOperation[] {
  const path = `/${property.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const old: unknown = Object.hasOwn(before, property) ? Reflect.get(before, property) : undefined;
  if (!isJson(old)) return [{ op: "add", path, value }];
  if (old === value) return [];
  return [
    { op: "test", path, value: old },
    { op: "replace", path, value },
  ];
}

function isJson(value: unknown): value is Scalar | null {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0);
  return value === null || typeof value === "string" || typeof value === "boolean";
}
