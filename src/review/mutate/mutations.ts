import type { Mutation } from "./mutation.ts";
import { allAny } from "./mutations/allAny.ts";
import { bound } from "./mutations/bound.ts";
import { code } from "./mutations/code.ts";
import { constant } from "./mutations/constant.ts";
import { drop } from "./mutations/drop.ts";
import { due } from "./mutations/due.ts";
import { effective } from "./mutations/effective.ts";
import { empty } from "./mutations/empty.ts";
import { fact } from "./mutations/fact.ts";
import { item } from "./mutations/item.ts";
import { negate } from "./mutations/negate.ts";
import { operator } from "./mutations/operator.ts";
import { parameter } from "./mutations/parameter.ts";
import { pattern } from "./mutations/pattern.ts";

/** Every kind of mutation. Of two that make the same rule the first counts. */
export const mutations: readonly Mutation[] = [
  operator,
  bound,
  drop,
  negate,
  allAny,
  item,
  code,
  parameter,
  fact,
  constant,
  due,
  effective,
  empty,
  pattern,
];
