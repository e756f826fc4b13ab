// Writes src/events/vocabularies/countryData.ts from i18n-iso-countries: `npx tsx scripts/countries.ts`.
// The library and its three languages weigh more than the whole pure entry, which needs only a table of names.

import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { fold } from "../src/fold.ts";

const require = createRequire(import.meta.url);
const library: typeof import("i18n-iso-countries") = require("i18n-iso-countries");
const languages = ["en", "fr", "es"] as const;
for (const language of languages) {
  library.registerLocale(require(`i18n-iso-countries/langs/${language}.json`));
}

/** Names that the library does not have and that UN documents or people use. */
const others: Readonly<Record<string, readonly string[]>> = {
  AE: ["UAE", "Emirates", "EAU"],
  BN: ["Brunei"],
  BO: [
    "Bolivia (Plurinational State of)",
    "Plurinational State of Bolivia",
    "Bolivie (État plurinational de)",
  ],
  BS: ["The Bahamas"],
  CD: [
    "DRC",
    "DR Congo",
    "D.R. Congo",
    "Congo DR",
    "Congo, Democratic Republic of the",
    "Congo (Kinshasa)",
    "RDC",
    "Congo-Kinshasa",
  ],
  CF: ["CAR", "RCA"],
  CG: ["Congo, Republic of the", "Republic of Congo", "Congo (Brazzaville)", "Congo-Brazzaville"],
  CI: ["Côte d’Ivoire", "Ivory Coast"],
  CN: ["PRC", "People's Republic of China", "China, People's Republic of"],
  CV: ["Cabo Verde"],
  CZ: ["Czechia", "Tchéquie", "Chequia"],
  DO: ["Rép. dominicaine"],
  FM: ["Micronesia (Federated States of)", "Federated States of Micronesia"],
  GB: [
    "United Kingdom of Great Britain and Northern Ireland",
    "United Kingdom (UK)",
    "U.K.",
    "England",
    "Scotland",
    "Wales",
    "Northern Ireland",
    "Britain",
    "Grande-Bretagne",
  ],
  IR: [
    "Iran (Islamic Republic of)",
    "Iran, Islamic Republic of",
    "Iran (République islamique d')",
    "Irán (República Islámica del)",
  ],
  KP: [
    "DPRK",
    "Democratic People's Republic of Korea",
    "Korea, Democratic People's Republic of",
    "Corea del Norte",
    "République populaire démocratique de Corée",
  ],
  KR: ["ROK", "Korea (Republic of)", "Corea del Sur", "République de Corée"],
  LA: ["Lao PDR", "Lao", "Laos PDR", "République démocratique populaire lao"],
  MD: ["Moldova", "Republic of Moldova", "République de Moldova", "República de Moldova"],
  MK: ["Macedonia", "FYROM", "Republic of North Macedonia"],
  MM: ["Burma", "Birmanie", "Birmania"],
  NL: ["Holland", "Netherlands, The", "The Kingdom of the Netherlands"],
  PH: ["The Philippines"],
  PS: [
    "Palestine, State of",
    "Occupied Palestinian Territory",
    "OPT",
    "État de Palestine",
    "Estado de Palestina",
  ],
  RU: ["Fédération de Russie", "Federación de Rusia"],
  SA: ["KSA", "Kingdom of Saudi Arabia"],
  SD: ["The Sudan"],
  ST: ["Sao Tome & Principe"],
  SY: ["Syria", "Siria", "République arabe syrienne"],
  SZ: ["Swaziland"],
  TL: ["East Timor", "Timor oriental", "Timor Oriental"],
  TR: ["Republic of Türkiye", "Turkiye"],
  TZ: [
    "Tanzania, United Republic of",
    "Tanzanie",
    "République-Unie de Tanzanie",
    "República Unida de Tanzanía",
    "Tanzanía",
  ],
  US: [
    "United States of America (USA)",
    "America",
    "EE.UU.",
    "EEUU",
    "Estados Unidos de América",
    "États-Unis",
    "Etats-Unis d'Amérique",
  ],
  VA: ["Holy See", "Vatican", "Vatican City", "Saint-Siège"],
  VE: ["Venezuela (Bolivarian Republic of)", "Bolivarian Republic of Venezuela"],
  VN: ["Viet Nam"],
  ZA: ["RSA"],
};

const alpha3 = library.getAlpha2Codes();
const names = new Map(
  Object.keys(alpha3)
    .sort()
    .map((code) => [
      code,
      [
        alpha3[code] ?? "",
        ...languages.flatMap((language) => library.getNames(language, { select: "all" })[code] ?? []),
        ...(others[code] ?? []),
      ],
    ]),
);

// A name that two countries share (`Congo`) tells neither.
const owners = new Map<string, Set<string>>();
for (const [code, all] of names) {
  for (const name of [code, ...all]) owners.set(fold(name), (owners.get(fold(name)) ?? new Set()).add(code));
}
const lines = [...names].map(([code, all]) => {
  const seen = new Set([fold(code)]);
  const kept = all.filter((name) => {
    const folded = fold(name);
    if (seen.has(folded) || owners.get(folded)?.size !== 1) return false;
    seen.add(folded);
    return true;
  });
  return [code, ...kept].join("|");
});

const file = new URL("../src/events/vocabularies/countryData.ts", import.meta.url);
writeFileSync(
  fileURLToPath(file),
  `// Made by scripts/countries.ts from i18n-iso-countries (MIT). Do not edit: add names in the script.
/** One country a line: alpha-2, alpha-3, names in English, French and Spanish. */
export const countryData = \`${lines.join("\n")}\`;
`,
);
