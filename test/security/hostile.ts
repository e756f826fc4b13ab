/** Values and events that no form sends, and somebody will. */
import * as fc from "fast-check";
import { fieldNames } from "../../src/events/fields.ts";
import { Unreadable } from "../../src/rules/value.ts";

/** Stands in every hostile text: where it comes out again, the text of a record did. */
export const marker = "zqxjk";

/** A value under a name that a failing test shows. Made anew for each use: some can be used once. */
export interface Hostile {
  readonly name: string;
  readonly make: () => unknown;
}

const refuse = (): never => {
  throw new Error(`${marker} refused`);
};

/** Every trap throws. */
function closedProxy(): object {
  const traps: ProxyHandler<object> = {
    apply: refuse,
    construct: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
    get: refuse,
    getOwnPropertyDescriptor: refuse,
    getPrototypeOf: refuse,
    has: refuse,
    isExtensible: refuse,
    ownKeys: refuse,
    preventExtensions: refuse,
    set: refuse,
    setPrototypeOf: refuse,
  };
  return new Proxy({}, traps);
}

/** Every trap lies: it has everything, it is everything, it holds itself. */
function lyingProxy(): object {
  const proxy: object = new Proxy(
    {},
    {
      get: (_, key) => (key === "length" ? 2 ** 53 : proxy),
      has: () => true,
      getPrototypeOf: () => Unreadable.prototype,
      ownKeys: () => ["__proto__", "constructor", "eventId"],
      getOwnPropertyDescriptor: () => ({
        value: proxy,
        configurable: true,
        enumerable: true,
        writable: true,
      }),
    },
  );
  return proxy;
}

function revokedProxy(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

function nested(levels: number): unknown {
  let value: unknown = marker;
  for (let level = 0; level < levels; level++) value = level % 2 === 0 ? [value] : { value };
  return value;
}

function circular(): object {
  const value: Record<string, unknown> = { title: marker };
  value.self = value;
  return value;
}

const unwilling = {
  toString: refuse,
  valueOf: refuse,
  toJSON: refuse,
  [Symbol.toPrimitive]: refuse,
  [Symbol.iterator]: refuse,
};

/** In a name of its own, since an object with it as a literal key is held for a mistake. */
const thenable = "then";
const megabyte = 1_048_576;

/** Texts, short and endless, made to be mistaken for something or to make a reader step back. */
const texts: readonly Hostile[] = [
  ["letters", () => `${marker}${"x".repeat(megabyte)}`],
  ["ten megabytes of digits", () => "1".repeat(10 * megabyte)],
  ["blanks before a letter", () => `${" ".repeat(30_000)}${marker}`],
  ["signs of a formula's error", () => "#".repeat(30_000)],
  ["begins of an address", () => `${marker}@`.repeat(4_000)],
  ["begins of a telephone number", () => `+1 ${marker}`.repeat(3_000)],
  ["thousands", () => `1${",000".repeat(8_000)}${marker}`],
  ["dates in dates", () => `${"2024-01-01T".repeat(2_500)}${marker}`],
  ["letters with marks", () => `${marker}${"e\u0301".repeat(15_000)}`],
  ["signs that unfold", () => `${marker}${"\ufdfa".repeat(30_000)}`],
  ["half a character", () => `\ud800${marker}\udc00\ud800`],
  ["NUL", () => `\u0000${marker}\u0000`],
  ["a turned direction", () => `\u202e${marker}\u2066\u200f`],
  ["a script", () => `<script>${marker}</script>`],
  ["a formula", () => `=HYPERLINK("${marker}")`],
  ["a format", () => `%s%n{title}{params.__proto__}\${${marker}}`],
  ["an escape", () => `\u001b[31m${marker}\r\n`],
  ["__proto__", () => "__proto__"],
  ["constructor", () => "constructor"],
  ["toString", () => "toString"],
  ["infinity in words", () => "Infinity"],
  ["not a number in words", () => "NaN"],
  ["a hexadecimal number", () => "0x10"],
  ["a number beyond all", () => "1e999"],
  ["minus nothing", () => "-0"],
].map(([name, make]) => ({ name, make }) as Hostile);

export const values: readonly Hostile[] = [
  ...texts,
  ...(
    [
      ["the largest number", () => 1e308],
      ["the smallest number", () => 5e-324],
      ["minus zero", () => -0],
      ["not a number", () => Number.NaN],
      ["infinity", () => Number.POSITIVE_INFINITY],
      ["minus infinity", () => Number.NEGATIVE_INFINITY],
      ["2^53", () => 2 ** 53],
      ["a big integer", () => 10n ** 30n],
      ["a big integer of a million digits", () => 1n << 3_000_000n],
      ["a symbol", () => Symbol(marker)],
      ["a function", () => refuse],
      ["a class", () => class Hidden {}],
      ["a date", () => new Date(0)],
      ["a date that is none", () => new Date(Number.NaN)],
      ["what looks like Temporal", () => ({ [Symbol.toStringTag]: "Temporal.PlainDate", toString: refuse })],
      ["a boxed text", () => Object(marker) as unknown],
      ["a boxed number", () => Object(5) as unknown],
      ["a list", () => [marker]],
      ["a million entries", () => new Array(1_000_000).fill(marker)],
      ["a list with holes", () => new Array(4_294_967_295)],
      ["ten thousand levels", () => nested(10_000)],
      ["itself", circular],
      ["a map", () => new Map([[marker, marker]])],
      ["bytes", () => new Uint8Array(16)],
      ["a promise", () => Promise.resolve(marker)],
      ["what looks like a promise", () => Object.defineProperty({}, thenable, { value: refuse })],
      ["a pattern", () => /(a+)+$/],
      ["an error", () => new Error(marker)],
      ["nothing but a prototype", () => Object.create({ title: marker })],
      ["no prototype", () => Object.create(null)],
      ["an object that refuses to be a text", () => unwilling],
      ["a proxy that refuses", closedProxy],
      ["a proxy that lies", lyingProxy],
      ["a revoked proxy", revokedProxy],
      ["something unreadable", () => new Unreadable(marker)],
      ["something unreadable of nothing", () => Object.create(Unreadable.prototype)],
      ["something unreadable of ten megabytes", () => new Unreadable("9".repeat(10 * megabyte))],
      ["null", () => null],
      ["undefined", () => undefined],
      ["true", () => true],
    ] as const
  ).map(([name, make]): Hostile => ({ name, make })),
];

/** What is handed over in the place of an event. */
export const noEvents: readonly Hostile[] = [
  ...values,
  {
    name: "getters that throw",
    make: () =>
      Object.defineProperties(
        {},
        Object.fromEntries(fieldNames.map((field) => [field, { get: refuse, enumerable: true }])),
      ),
  },
  {
    name: "an instance of a class with getters",
    make: () =>
      new (class Event {
        get title(): string {
          return marker;
        }
        get participants(): number {
          return refuse();
        }
      })(),
  },
  {
    name: "a prototype out of JSON",
    make: () => JSON.parse(`{"__proto__":{"title":"${marker}","polluted":1}}`),
  },
  {
    name: "a constructor out of JSON",
    make: () => JSON.parse(`{"constructor":{"prototype":{"polluted":1}},"prototype":{"polluted":1}}`),
  },
  {
    name: "a frozen event",
    make: () => Object.freeze({ title: marker, participants: 5, tags: Object.freeze([]) }),
  },
  {
    name: "a hundred thousand keys",
    make: () => Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, marker])),
  },
];

/** A few fields of an event, each with something hostile in it. */
export const hostileFields: fc.Arbitrary<Readonly<Record<string, Hostile>>> = fc.dictionary(
  fc.constantFrom(...fieldNames),
  fc.constantFrom(...values),
  { minKeys: 1, maxKeys: 8 },
);

export function eventOf(hostile: Readonly<Record<string, Hostile>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(hostile).map(([field, { make }]) => [field, make()]));
}
