import { byField } from "../events/byField.ts";
import { fieldNames } from "../events/fields.ts";
import { builtinProfile } from "./builtin.ts";
import { headerKey } from "./headerText.ts";
import type { ExtendingProfile, FieldMapping, Profile } from "./schema.ts";

/**
 * A profile that builds on one of the package, as a whole. A header that it names or ignores stands for no other field of
 * that one any more; only a field's own name always stands for it.
 */
export function extendProfile({ extends: baseName, ...own }: ExtendingProfile): Profile {
  const base = builtinProfile(baseName);
  const ignored = new Set((own.ignore ?? []).map(headerKey));
  const owners = new Map<string, Set<string>>();
  for (const field of fieldNames) {
    for (const column of own.fields?.[field]?.columns ?? []) {
      const key = headerKey(column);
      owners.set(key, (owners.get(key) ?? new Set()).add(field));
    }
  }
  const fields = byField((field): FieldMapping | undefined => {
    const [told, known] = [own.fields?.[field], base.fields[field]];
    if (told === undefined && known === undefined) return undefined;
    const mine = told?.columns ?? [];
    const theirs = (known?.columns ?? []).filter((column) => {
      const key = headerKey(column);
      const isTaken = owners.has(key) && key !== headerKey(field);
      return !mine.includes(column) && !isTaken && !ignored.has(key);
    });
    const columns = [...mine, ...theirs];
    return { ...known, ...told, columns: columns.length === 0 ? undefined : columns };
  });
  return {
    ...base,
    ...own,
    name: own.name ?? `${base.name}-adapted`,
    version: own.version ?? base.version,
    description: own.description ?? base.description,
    source: own.source ?? base.source,
    fields,
    empty: own.empty === undefined ? base.empty : { ...base.empty, ...own.empty },
    constants: own.constants === undefined ? base.constants : { ...base.constants, ...own.constants },
    preferred: byField((field) => own.fields?.[field]?.columns),
  };
}
