import { constantsOf } from "../constants.ts";
import type { Mutation } from "../mutation.ts";

/** Of a long list so many are tried, evenly spread: what holds for these holds for the list. */
const mostItems = 50;

export const item: Mutation = {
  name: "item",
  doc: "One item of a list is left out; of a list of more than 50, each of 50 that are spread evenly.",
  *edits(rule, vocabulary) {
    for (const { path, value, with: put } of constantsOf(rule, vocabulary)) {
      if (typeof value !== "object" || value.length < 2) continue;
      const tried = Math.min(value.length, mostItems);
      for (let number = 0; number < tried; number++) {
        const index = Math.floor((number * value.length) / tried);
        const one = value[index];
        yield {
          path: `${path}[${index}]`,
          what: `${JSON.stringify(one)} left out`,
          before: one,
          rule: put(value.toSpliced(index, 1)),
        };
      }
    }
  },
};
