import type { Command } from "commander";
import { addDiff } from "./rules/diff.ts";
import { addDocs } from "./rules/docs.ts";
import { addLint } from "./rules/lint.ts";
import { addList } from "./rules/list.ts";
import { addMutate } from "./rules/mutate.ts";
import { addPromote } from "./rules/promote.ts";
import { addSchema } from "./rules/schema.ts";
import { addSuggest } from "./rules/suggest.ts";
import { addTest } from "./rules/test.ts";

/** `ems-dq rules …`: one file a subcommand; each loads its work when it is called. */
export function addRules(program: Command): Command {
  const rules = program.command("rules").description("What the rules are, and the tools that review a rule.");
  addDiff(rules);
  addDocs(rules);
  addLint(rules);
  addList(rules);
  addMutate(rules);
  addPromote(rules);
  addSchema(rules);
  addSuggest(rules);
  addTest(rules);
  return rules;
}
