import { SaxesParser } from "saxes";

/** An element with its children in order; text is a string. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

/** Reads XML strictly; throws where it is not well-formed. */
export function parseXml(text: string): Element {
  const root: Element & { children: (Element | string)[] } = { name: "", attributes: {}, children: [] };
  const open = [root];
  const parser = new SaxesParser();
  parser.on("opentag", ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on("closetag", () => open.pop());
  const addText = (part: string) => open.at(-1)?.children.push(part);
  parser.on("text", addText);
  parser.on("cdata", addText);
  parser.write(text).close();
  const [first] = root.children.filter((child) => typeof child !== "string");
  if (first === undefined) throw new Error("no element");
  return first;
}

/** All elements of a name, at any depth. */
export function all(element: Element, name: string): readonly Element[] {
  return element.children.flatMap((child) =>
    typeof child === "string" ? [] : [...(child.name === name ? [child] : []), ...all(child, name)],
  );
}

export function textIn(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textIn(child))).join("");
}
