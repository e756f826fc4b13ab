/** Elements that have no end. */
const empty: ReadonlySet<string> = new Set(["meta", "link", "br", "hr", "input", "img"]);

export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

/**
 * Reads HTML more strictly than a browser does: every element is closed in order, every value of an attribute is
 * quoted, no sign that means something stands for itself, no id twice.
 */
export function parseHtml(html: string): Element {
  const whole: Element = { name: "#document", attributes: {}, children: [] };
  const open: Element[] = [whole];
  const ids = new Set<string>();
  const inside = (): Element => open.at(-1) ?? whole;
  let rest = html;
  const take = (length: number): void => {
    rest = rest.slice(length);
  };
  while (rest !== "") {
    const doctype = /^<!doctype html>/.exec(rest);
    const comment = /^<!--(?:(?!-->)[\s\S])*-->/.exec(rest);
    const end = /^<\/([a-z][a-z0-9]*)>/.exec(rest);
    const start = /^<([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<]*")?)*)>/.exec(rest);
    if (doctype !== null || comment !== null) {
      take((doctype ?? comment)?.[0].length ?? 0);
    } else if (end !== null) {
      const closed = open.pop();
      if (closed?.name !== end[1])
        throw new Error(`</${end[1]}> closes <${closed?.name}>: ${rest.slice(0, 80)}`);
      take(end[0].length);
    } else if (start !== null) {
      const attributes: Record<string, string> = {};
      for (const [, name = "", value = ""] of (start[2] ?? "").matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)) {
        if (name in attributes) throw new Error(`${name} twice: ${start[0]}`);
        attributes[name] = decoded(value);
      }
      if (attributes.id !== undefined) {
        if (ids.has(attributes.id)) throw new Error(`id twice: ${attributes.id}`);
        ids.add(attributes.id);
      }
      const element: Element = { name: start[1] ?? "", attributes, children: [] };
      inside().children.push(element);
      take(start[0].length);
      if (element.name === "script") {
        const script = rest.slice(0, rest.indexOf("</script>"));
        element.children.push(script);
        take(script.length + "</script>".length);
      } else if (!empty.has(element.name)) open.push(element);
    } else {
      const text = /^[^<]+/.exec(rest)?.[0];
      if (text === undefined) throw new Error(`a stray <: ${rest.slice(0, 80)}`);
      inside().children.push(decoded(text));
      take(text.length);
    }
  }
  if (open.length > 1) throw new Error(`not closed: ${open.map(({ name }) => name).join(" ")}`);
  return whole;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"' };

function decoded(text: string): string {
  return text.replace(/&([^;\s]*;?)/g, (found, name: string) => {
    const number = /^#(\d+);$/.exec(name)?.[1];
    if (number !== undefined) return String.fromCodePoint(Number(number));
    const sign = entities[name.replace(/;$/, "")];
    if (sign === undefined || !name.endsWith(";")) throw new Error(`a stray &: ${found}`);
    return sign;
  });
}

export function all(element: Element): readonly Element[] {
  return element.children.flatMap((child) => (typeof child === "string" ? [] : [child, ...all(child)]));
}

export function textOf(element: Element): string {
  return element.children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}
