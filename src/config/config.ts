import type { Problem } from "../errors.ts";
import type { Effect, Severity, Stage } from "../rules/schema.ts";
import type { Scalar } from "../rules/value.ts";

/** A configuration, read: its files in the order in which they count, what is extended before what extends it. */
export interface Config {
  readonly layers: readonly ConfigLayer[];
}

/** One file, or one object, of a configuration. */
export interface ConfigLayer {
  /** `null` for what a program handed over. */
  readonly file: string | null;
  /** What the file says of all events first, then its overrides. */
  readonly blocks: readonly Block[];
  /** The files that it names, as they stand there. */
  readonly names: Readonly<Partial<Record<FileKey, string>>>;
  /** Puts the line and column to a problem with a JSON path. */
  readonly locate: (problem: Problem) => Problem;
}

/** The keys of a configuration that name a file. */
export const fileKeys = ["profile", "waivers", "baseline"] as const;
export type FileKey = (typeof fileKeys)[number];

/** The events that settings are for. An empty list stands for all. */
export interface Scope {
  /** Codes of units. */
  readonly units: readonly string[];
  /** Codes of kinds of event. */
  readonly eventTypes: readonly string[];
}

/** Settings for the same events. */
export interface Block extends Scope {
  /** By the ids of rules, which may be of no rule; as they stand in the file. */
  readonly settings: ReadonlyMap<string, Setting>;
  /** Where the settings are, in the JSON. */
  readonly path: readonly PropertyKey[];
}

/** What is changed of one rule. */
export interface Setting {
  readonly changes: readonly Change[];
  readonly reason: string;
}

/** One thing that is changed of a rule. */
export type Change =
  | { readonly kind: "enabled"; readonly value: boolean }
  | { readonly kind: "severity"; readonly value: Severity }
  | { readonly kind: "param"; readonly name: string; readonly value: Scalar | readonly Scalar[] }
  | { readonly kind: "stage"; readonly name: Stage; readonly value: Effect };

/** The keys of a change inside of its setting. */
export function changePath(change: Change): readonly [string] | readonly [string, string] {
  switch (change.kind) {
    case "param":
      return ["params", change.name];
    case "stage":
      return ["stages", change.name];
    default:
      return [change.kind];
  }
}

/** How a change is called: `enabled`, `severity`, `params.<name>`, `stages.<stage>`. */
export function changeName(change: Change): string {
  return changePath(change).join(".");
}
