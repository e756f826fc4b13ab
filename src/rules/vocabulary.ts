import { everyFact } from "./decorators/everyFact.ts";
import { everyValue } from "./decorators/everyValue.ts";
import { not } from "./decorators/not.ts";
import { someFact } from "./decorators/someFact.ts";
import { someValue } from "./decorators/someValue.ts";
import { swap } from "./decorators/swap.ts";
import type { AnyOperator, Decorator } from "./operator.ts";
import { after } from "./operators/after.ts";
import { before } from "./operators/before.ts";
import { contains } from "./operators/contains.ts";
import { doesNotContain } from "./operators/doesNotContain.ts";
import { equal } from "./operators/equal.ts";
import { greaterThan } from "./operators/greaterThan.ts";
import { greaterThanInclusive } from "./operators/greaterThanInclusive.ts";
import { isIn } from "./operators/in.ts";
import { isEmpty } from "./operators/isEmpty.ts";
import { isPresent } from "./operators/isPresent.ts";
import { lessThan } from "./operators/lessThan.ts";
import { lessThanInclusive } from "./operators/lessThanInclusive.ts";
import { matches } from "./operators/matches.ts";
import { notEqual } from "./operators/notEqual.ts";
import { notIn } from "./operators/notIn.ts";
import { oneOf } from "./operators/oneOf.ts";
import { onOrAfter } from "./operators/onOrAfter.ts";
import { onOrBefore } from "./operators/onOrBefore.ts";
import { sumOf } from "./operators/sumOf.ts";
import { withinPoints } from "./operators/withinPoints.ts";

/** Every operator of the language: json-rules-engine's first, then ours. */
export const operators: readonly AnyOperator[] = [
  equal,
  notEqual,
  isIn,
  notIn,
  contains,
  doesNotContain,
  lessThan,
  lessThanInclusive,
  greaterThan,
  greaterThanInclusive,
  isEmpty,
  isPresent,
  before,
  after,
  onOrBefore,
  onOrAfter,
  oneOf,
  matches,
  withinPoints,
  sumOf,
];

/** Every operator decorator of the language; the same as json-rules-engine's. */
export const decorators: readonly Decorator[] = [not, swap, someFact, everyFact, someValue, everyValue];
