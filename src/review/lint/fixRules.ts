import type { Edit, Found } from "./diagnostic.ts";
import { fixable } from "./lintRules.ts";
import { meaningKey } from "./meaningKey.ts";
import { type LintInput, type Subject, subjectOf } from "./subject.ts";

/** What `--fix` has done. */
export interface Fixes {
  /** New texts of files, by file; a file that is not there yet is to be made. */
  readonly changes: ReadonlyMap<string, string>;
  /** How many diagnostics were taken care of. */
  readonly fixed: number;
}

/** A fix may make room for the next: an `all` that is left with one part. More rounds than this mean that two undo each other. */
const mostRounds = 20;

/**
 * Applies every fix that leaves all rules as they are: same rules, same meaning, no mistake more. What it does is done
 * once: of what it leaves behind it would change nothing.
 *
 * @param reread The folder with some texts changed, as it would be read from the disk.
 */
export function fixRules(
  input: LintInput,
  reread: (changes: ReadonlyMap<string, string>) => LintInput,
): Fixes {
  let texts = textsOf(input);
  let subject = subjectOf(input);
  let mistakes = input.problems.length;
  let fixed = 0;
  const changes = new Map<string, string>();
  const refused = new Set<string>();

  /** Whether the fixes could be made. */
  function attempt(founds: readonly Fixable[]): boolean {
    const changed = applied(
      texts,
      founds.flatMap(({ edits }) => edits),
    );
    const next = reread(new Map([...changes, ...changed]));
    const nextSubject = subjectOf(next);
    if (next.problems.length > mistakes || !isSame(subject, nextSubject)) return false;
    for (const [file, text] of changed) changes.set(file, text);
    texts = textsOf(next);
    subject = nextSubject;
    mistakes = next.problems.length;
    fixed += founds.length;
    return true;
  }

  for (let round = 0; round < mostRounds; round++) {
    const founds = apart(fixable(subject).filter((found) => !refused.has(keyOf(found))));
    const [first] = founds;
    if (first === undefined) break;
    if (attempt(founds)) continue;
    // One of them does harm: the first alone, and the others in the next round.
    if (!attempt([first])) refused.add(keyOf(first));
  }
  return { changes, fixed };
}

type Fixable = Found & { readonly edits: readonly Edit[] };

function keyOf({ at, edits }: Fixable): string {
  return JSON.stringify([at, edits]);
}

function textsOf({ files, ledger }: LintInput): ReadonlyMap<string, string> {
  return new Map([
    ...files.map(({ file, text }) => [file, text] as const),
    ...(ledger === undefined ? [] : [[ledger.file, ledger.text ?? ""] as const]),
  ]);
}

/** Those that do not touch what one before them changes; the rest is for the next round. */
function apart(founds: readonly Fixable[]): readonly Fixable[] {
  const taken: Edit[] = [];
  return founds.filter(({ edits }) => {
    if (edits.some((edit) => taken.some((other) => isOverlap(edit, other)))) return false;
    taken.push(...edits);
    return true;
  });
}

function isOverlap(one: Edit, other: Edit): boolean {
  if (one.file !== other.file) return false;
  // Two insertions at one place stand one after the other.
  if (one.length === 0 && other.length === 0) return false;
  return one.offset <= other.offset + other.length && other.offset <= one.offset + one.length;
}

function applied(texts: ReadonlyMap<string, string>, edits: readonly Edit[]): ReadonlyMap<string, string> {
  const changed = new Map<string, string>();
  for (const file of new Set(edits.map((edit) => edit.file))) {
    const text = texts.get(file) ?? "";
    const inOrder = edits
      .filter((edit) => edit.file === file)
      .sort((one, other) => one.offset - other.offset);
    let result = "";
    let end = 0;
    for (const { offset, length, content } of inOrder) {
      result += text.slice(end, offset) + content;
      end = offset + length;
    }
    changed.set(file, result + text.slice(end));
  }
  return changed;
}

/** Whether the same rules mean the same. */
function isSame(before: Subject, after: Subject): boolean {
  return meaningsOf(before) === meaningsOf(after);
}

function meaningsOf({ rules, conditions }: Subject): string {
  return JSON.stringify(
    rules.map(({ rule }) => [rule.id, rule.version, rule.state, meaningKey(rule, conditions)]),
  );
}
