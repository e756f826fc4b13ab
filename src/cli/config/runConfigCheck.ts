import { effectAt } from "../../checker/stage.ts";
import { changedSettings, type EffectiveSetting, settingsOf } from "../../config/effective.ts";
import { type SettingsDocument, settingLine } from "../../config/settingsDocument.ts";
import { DataQualityError } from "../../errors.ts";
import { vocabularies } from "../../events/vocabularies/codes.ts";
import { nearestUnit } from "../../events/vocabularies/nearestUnit.ts";
import { configAbove, configFileName, findConfig } from "../../node/findConfig.ts";
import { selectRules } from "../../node/selectRules.ts";
import { besideRule } from "../../report/acceptedText.ts";
import { printable } from "../../report/printable.ts";
import { counted } from "../../report/table/counted.ts";
import { createLayout, type Layout } from "../../report/table/layout.ts";
import { type Rule, severities, stages } from "../../rules/schema.ts";
import type { FactValue } from "../../rules/value.ts";
import { shippedRules } from "../../shipped/rules.generated.ts";
import { shorten } from "../../shorten.ts";
import { chosen } from "../chosen.ts";
import { jsonReport } from "../jsonReport.ts";
import { createReading } from "../reading.ts";
import { styleFor } from "../style.ts";
import { widthFor } from "../width.ts";
import { wrongOption } from "../wrongOption.ts";

/** The options of `ems-dq config check`, as they are typed. */
export interface ConfigCheckArguments {
  readonly rules?: string;
  readonly rule?: readonly string[];
  readonly all?: boolean;
  readonly unit?: string;
  readonly eventType?: string;
  readonly format: string;
  readonly color: boolean;
}

/** Runs `ems-dq config check`. */
export function runConfigCheck(named: string | undefined, args: ConfigCheckArguments): void {
  const format = chosen("--format", args.format, ["table", "json"] as const);
  refuseEmpty(named, args);
  const file = named ?? findConfig(".") ?? noConfig();
  const reading = createReading();
  const ruleset = args.rules === undefined ? shippedRules : reading.rules(args.rules);
  const unit = args.unit === undefined ? undefined : codeOf("unit", "--unit", args.unit);
  const eventType =
    args.eventType === undefined ? undefined : codeOf("eventType", "--event-type", args.eventType);
  const { config, ...files } = reading.config(file, { rules: ruleset, complete: true });
  const scope = {
    ...(unit === undefined ? {} : { unit }),
    ...(eventType === undefined ? {} : { eventType }),
  };
  const rules = args.all
    ? ruleset.rules.filter(({ state }) => state !== "retired")
    : args.rule && selectRules(ruleset, { ids: args.rule }).rules;
  const settings =
    rules === undefined
      ? changedSettings(config, ruleset, scope)
      : rules.flatMap((rule) => withDefaults(settingsOf(config, rule, scope), rule));
  if (format === "json") {
    const document: SettingsDocument = {
      schema: "ems-data-quality/config/1",
      file,
      ...files,
      ...scope,
      settings: settings.map(settingLine),
    };
    process.stdout.write(jsonReport(document));
    return;
  }
  const layout = createLayout(
    (text) => process.stdout.write(text),
    widthFor(process.stdout.isTTY ? process.stdout : undefined),
    styleFor(process.stdout, args.color),
  );
  const about = [unit, eventType].filter((part) => part !== undefined).join(", ");
  const changed = settings.filter(({ origin }) => origin !== undefined).length;
  layout.text(
    layout.style(
      "strong",
      `${printable(file)} is right: ${changed === 0 ? "nothing" : counted(changed, "setting")} changed${about === "" ? "" : ` for ${about}`}`,
    ),
  );
  for (const [key, path] of Object.entries(files)) layout.text(`${key}: ${printable(path)}`, "  ");
  writeSettings(settings, layout);
}

function writeSettings(settings: readonly EffectiveSetting[], layout: Layout): void {
  let last: string | undefined;
  for (const { ruleId, setting, value, from, origin } of settings) {
    if (ruleId !== last) {
      layout.line();
      layout.text(layout.style("strong", ruleId));
    }
    last = ruleId;
    const before = origin === undefined ? "" : besideRule(value, from);
    layout.text(`${setting}: ${printable(JSON.stringify(value))}${printable(before)}`, "  ", "    ");
    if (origin === undefined) continue;
    const { file, line, units, eventTypes, reason } = origin;
    const scope = [units, eventTypes]
      .filter((codes) => codes.length > 0)
      .map((codes) => codes.join(" or "))
      .join(", ");
    layout.text(
      `${printable(file ?? "")}${line === undefined ? "" : `:${line}`}${scope === "" ? "" : `, for ${printable(scope)}`}: ${printable(reason)}`,
      "    ",
      "      ",
      "faint",
    );
  }
}

/** With the effects that neither rule nor configuration says: they follow from the severity as it is set, or each of them. */
function withDefaults(
  settings: readonly EffectiveSetting<FactValue | null>[],
  rule: Rule,
): readonly EffectiveSetting[] {
  const set = settings.flatMap(({ setting, value }) => (setting === "severity" ? [value] : []));
  const counting = severities.filter((severity) => set.includes(severity));
  return settings.flatMap((each) => {
    if (each.value !== null) return [{ ...each, value: each.value }];
    const stage = stages.find((name) => each.setting === `stages.${name}`);
    if (stage === undefined) throw new RangeError("only an effect can be left open");
    const effects = new Set(
      counting.map((severity) => effectAt({ severity, dimension: rule.dimension }, stage)),
    );
    return [...effects].map((value) => ({ ...each, value }));
  });
}

function codeOf(list: "unit" | "eventType", option: string, text: string): string {
  const code = vocabularies[list].lookUp(text);
  if (code !== undefined) return code;
  const near = list === "unit" ? nearestUnit(text) : vocabularies[list].nearest(text);
  throw new DataQualityError([
    {
      code: "invalid-option",
      message: `${option} cannot be ${JSON.stringify(shorten(text, 100))}.`,
      expected: `one of ${vocabularies[list].codes.join(", ")}`,
      ...(near === undefined ? {} : { hint: `Did you mean ${JSON.stringify(near)}?` }),
    },
  ]);
}

function refuseEmpty(file: string | undefined, { rules, rule, all }: ConfigCheckArguments): void {
  if (file === "") throw wrongOption("The name of the configuration", "", "a file");
  if (rules === "") throw wrongOption("--rules", "", "a folder");
  if (rule?.length === 0) throw wrongOption("--rule", "", "one name or several, joined by commas");
  if (all && rule !== undefined)
    throw new DataQualityError([
      { code: "invalid-option", message: "--all shows all rules, and does not go with --rule." },
    ]);
}

function noConfig(): never {
  const above = configAbove(".");
  throw new DataQualityError([
    {
      code: "file-not-found",
      message: `There is no ${configFileName} in this folder.`,
      hint:
        above === undefined
          ? "Name a file, or write one: docs/configuration.md tells how."
          : `There is one in a folder above: ems-dq config check ${above}`,
    },
  ]);
}
