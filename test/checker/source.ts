import type { SourceInfo } from "../../src/checker/run.ts";

/** A source of which nothing more is known than its file; `null` for events of a program. */
export function sourceOf(file: string | null, more: Partial<SourceInfo> = {}): SourceInfo {
  return {
    file,
    absent: [],
    columns: [],
    renamed: [],
    assumptions: [],
    partial: [],
    ambiguous: [],
    ...more,
  };
}
