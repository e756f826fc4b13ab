/**
 * Counts what a backtracking matcher does with a pattern and a text, as JavaScript's does: no clock, so the count is the
 * same on every machine. What an engine leaves out by clever means is counted all the same.
 */
import { type AST, RegExpParser } from "@eslint-community/regexpp";

type Continue = (at: number) => boolean;
/** Tries to match at a place, and to go on from where it ends. */
type Matcher = (at: number, go: Continue) => boolean;

/** Where counting ends: more is as good as for ever. */
export const endless = 1_000_000;

export interface Counter {
  readonly ast: AST.Pattern;
  /** Steps of a search through the whole text, of all matches where the pattern is global. */
  readonly stepsFor: (text: string) => number;
}

export function stepCounter({ source, flags }: RegExp): Counter {
  const isUnicode = flags.includes("u");
  const ast = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source, undefined, undefined, {
    unicode: isUnicode,
  });
  const classFlags = flags.replace(/[^ius]/g, "");
  let units: readonly string[] = [];
  let steps = 0;
  const groups = new Map<AST.CapturingGroup, readonly [number, number]>();

  function sign(node: AST.Node): Matcher {
    const one = new RegExp(`^(?:${node.raw})$`, classFlags);
    const known = new Map<string, boolean>();
    return (at, go) => {
      if (++steps > endless) return true;
      const unit = units[at];
      if (unit === undefined) return false;
      let is = known.get(unit);
      if (is === undefined) {
        is = one.test(unit);
        known.set(unit, is);
      }
      return is && go(at + 1);
    };
  }

  function either(alternatives: readonly AST.Alternative[]): Matcher {
    const matchers = alternatives.map(sequence);
    return (at, go) => matchers.some((matcher) => matcher(at, go));
  }

  function sequence({ elements }: AST.Alternative): Matcher {
    return elements.map(element).reduceRight<Matcher>(
      (rest, first) => (at, go) => first(at, (next) => rest(next, go)),
      (at, go) => go(at),
    );
  }

  function repeat({ element: repeated, min, max, greedy }: AST.Quantifier): Matcher {
    const matcher = element(repeated);
    function from(count: number, at: number, go: Continue): boolean {
      if (++steps > endless) return true;
      const more = (): boolean =>
        count < max && matcher(at, (next) => (next > at || count < min) && from(count + 1, next, go));
      if (count < min) return more();
      return greedy ? more() || go(at) : go(at) || more();
    }
    return (at, go) => from(0, at, go);
  }

  function element(node: AST.Element): Matcher {
    switch (node.type) {
      case "Character":
      case "CharacterSet":
      case "CharacterClass":
        return sign(node);
      case "Group":
        return either(node.alternatives);
      case "CapturingGroup": {
        const inside = either(node.alternatives);
        return (at, go) =>
          inside(at, (end) => {
            const before = groups.get(node);
            groups.set(node, [at, end]);
            if (go(end)) return true;
            if (before === undefined) groups.delete(node);
            else groups.set(node, before);
            return false;
          });
      }
      case "Quantifier":
        return repeat(node);
      case "Backreference": {
        const [group] = [node.resolved].flat();
        return (at, go) => {
          steps++;
          const [start, end] = (group === undefined ? undefined : groups.get(group)) ?? [0, 0];
          for (let index = 0; index < end - start; index++)
            if (units[at + index] !== units[start + index]) return false;
          return go(at + end - start);
        };
      }
      case "Assertion": {
        switch (node.kind) {
          case "start":
            return (at, go) => at === 0 && go(at);
          case "end":
            return (at, go) => at === units.length && go(at);
          case "word": {
            const isWord = (at: number): boolean => /^\w$/.test(units[at] ?? "");
            return (at, go) => (isWord(at - 1) !== isWord(at)) !== node.negate && go(at);
          }
          case "lookahead": {
            const inside = either(node.alternatives);
            return (at, go) => inside(at, () => true) !== node.negate && go(at);
          }
          case "lookbehind": {
            const inside = either(node.alternatives);
            return (at, go) => {
              let is = false;
              for (let start = at; start >= 0 && !is; start--) is = inside(start, (end) => end === at);
              return is !== node.negate && go(at);
            };
          }
        }
      }
    }
    throw new Error(`${node.raw} is not counted`);
  }

  const whole = either(ast.alternatives);
  return {
    ast,
    stepsFor(text) {
      units = isUnicode ? [...text] : text.split("");
      steps = 0;
      for (let at = 0; at <= units.length; ) {
        groups.clear();
        let end = -1;
        if (steps > endless) break;
        const found = whole(at, (next) => {
          end = next;
          return true;
        });
        if (!found) {
          if (flags.includes("y")) break;
          steps++;
          at++;
        } else if (flags.includes("g")) at = Math.max(end, at + 1);
        else break;
      }
      return steps;
    },
  };
}
