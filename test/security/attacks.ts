/** Texts that make a pattern step back, taken from the pattern itself. */
import { type AST, visitRegExpAST } from "@eslint-community/regexpp";

const likely = [..."a1 ,.-/:(+\u0009\u00e9Z=#'\"@%*"];
const mostSigns = 10;
const mostPrefixes = 40;

/** Signs that one of the pattern's classes takes, a few of each. */
function signsOf(ast: AST.Pattern, flags: string): readonly string[] {
  const signs = new Set<string>();
  const take = (raw: string): void => {
    const one = new RegExp(`^(?:${raw})$`, flags.replace(/[^ius]/g, ""));
    for (const sign of likely.filter((each) => one.test(each)).slice(0, 2)) signs.add(sign);
  };
  visitRegExpAST(ast, {
    onCharacterEnter: ({ value, parent }) => {
      if (parent.type !== "CharacterClassRange") signs.add(String.fromCodePoint(value));
    },
    onCharacterClassEnter: ({ raw }) => take(raw),
    onCharacterSetEnter: ({ raw, parent }) => {
      if (parent.type !== "CharacterClass") take(raw);
    },
  });
  return [...signs];
}

/** A text that the element takes, the shortest that is easily told. */
function sample(node: AST.Node, flags: string): string {
  switch (node.type) {
    case "Character":
      return String.fromCodePoint(node.value);
    case "CharacterSet":
    case "CharacterClass": {
      const one = new RegExp(`^(?:${node.raw})$`, flags.replace(/[^ius]/g, ""));
      return likely.find((each) => one.test(each)) ?? "";
    }
    case "Group":
    case "CapturingGroup":
      return node.alternatives[0]?.elements.map((each) => sample(each, flags)).join("") ?? "";
    case "Quantifier":
      return sample(node.element, flags).repeat(Math.max(node.min, 1));
    case "Backreference":
      return [node.resolved]
        .flat()
        .map((group) => sample(group, flags))
        .join("");
    default:
      return "";
  }
}

/** What stands before each place of the pattern where something is repeated. */
function prefixesOf(ast: AST.Pattern, flags: string): readonly string[] {
  const prefixes = new Set([""]);
  const walk = (alternatives: readonly AST.Alternative[], before: string): void => {
    for (const { elements } of alternatives) {
      let text = before;
      for (const element of elements) {
        if (element.type === "Quantifier") prefixes.add(text);
        const inner = element.type === "Quantifier" ? element.element : element;
        if (inner.type === "Group" || inner.type === "CapturingGroup") walk(inner.alternatives, text);
        text += sample(element, flags);
      }
    }
  };
  walk(ast.alternatives, "");
  const all = [...prefixes];
  // First and last ones: what is repeated at the end has the longest way back.
  return all.length <= mostPrefixes
    ? all
    : [...all.slice(0, mostPrefixes / 2), ...all.slice(-mostPrefixes / 2)];
}

/** Makes a text of about so many signs. */
export type Attack = (length: number) => string;

export function attacksOn(ast: AST.Pattern, flags: string): readonly Attack[] {
  const signs = signsOf(ast, flags);
  const first = signs.slice(0, mostSigns);
  const pumps = new Set([...signs, ...first.flatMap((one) => first.map((other) => one + other))]);
  // Whole repeated parts, which no two signs make: `,000`.
  visitRegExpAST(ast, {
    onQuantifierEnter: ({ element, max }) => {
      const text = sample(element, flags);
      if (max > 1 && text !== "") pumps.add(text);
    },
  });
  return prefixesOf(ast, flags).flatMap((prefix) =>
    [...pumps].flatMap((pump) =>
      // What comes behind is nothing that the pattern takes, or nothing.
      ["\u0001", ""].map(
        (suffix): Attack =>
          (length) =>
            prefix + pump.repeat(Math.max(1, Math.ceil(length / pump.length))) + suffix,
      ),
    ),
  );
}
