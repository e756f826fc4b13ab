import type { Problem } from "../errors.ts";
import { jsonPath } from "../issues.ts";
import type { ConfigLayer } from "./config.ts";
import { type ConfigSource, readLayer } from "./layer.ts";
import { configLimits } from "./schema.ts";

/** Finds what `extends` names; problems without file and path are of the place that names it. */
export type Resolve = (
  entry: unknown,
  from: ConfigSource,
) => { readonly source: ConfigSource } | { readonly problems: readonly Problem[] };

export interface Gathered {
  /** What is extended before what extends it. */
  readonly layers: readonly ConfigLayer[];
  /** All that is wrong, with file and place. */
  readonly problems: readonly Problem[];
}

/**
 * Reads a configuration with all that it extends. What is extended by several counts once, where it comes first: otherwise
 * what is shared would undo what one of them changes of it.
 */
export function gatherLayers(root: ConfigSource, resolve: Resolve): Gathered {
  const layers: ConfigLayer[] = [];
  const problems: Problem[] = [];
  const seen = new Set<unknown>();

  function visit(source: ConfigSource, chain: readonly ConfigSource[]): void {
    seen.add(source.key);
    const tell = (problem: Problem): void => {
      const { file } = source;
      problems.push(source.locate({ ...(file === null ? {} : { file }), ...problem }));
    };
    const read = readLayer(source);
    const open = [...chain, source];
    const named = read.extends === undefined ? [] : listOf(read.extends);
    for (const [index, entry] of named.entries()) {
      const path = jsonPath(Array.isArray(read.extends) ? ["extends", index] : ["extends"]);
      const found = resolve(entry, source);
      if ("problems" in found) {
        for (const problem of found.problems) {
          if (problem.file === undefined) tell({ ...problem, path });
          else problems.push(problem);
        }
        continue;
      }
      const { source: base } = found;
      const start = open.findIndex(({ key }) => key === base.key);
      if (start >= 0) tell({ ...cycle(open.slice(start)), path });
      else if (seen.has(base.key)) continue;
      else if (open.length > configLimits.depth)
        tell({
          code: "extends-too-deep",
          message: `More than ${configLimits.depth} files extend each other in a row.`,
          path,
        });
      else if (seen.size >= configLimits.files)
        tell({
          code: "extends-too-many",
          message: `The configuration is made of more than ${configLimits.files} files.`,
          path,
        });
      else visit(base, open);
    }
    for (const problem of source.problems) problems.push(problem);
    for (const problem of read.problems) tell(problem);
    layers.push(read.layer);
  }

  visit(root, []);
  return { layers, problems };
}

function listOf(json: unknown): readonly unknown[] {
  return Array.isArray(json) ? json.slice(0, configLimits.files + 1) : [json];
}

function cycle(sources: readonly ConfigSource[]): Problem {
  const [, ...others] = sources.map(({ file }) => file ?? "an object");
  return {
    code: "extends-cycle",
    message:
      others.length === 0
        ? "The configuration extends itself."
        : `The configuration extends itself, by way of ${others.join(", ")}.`,
    hint: "Put what both need into a third file that extends neither.",
  };
}
