const continents = {
  en: "Africa,America,Americas,Antarctica,Asia,Europe,Oceania,Eurasia,Australasia",
  fr: "Afrique,Amérique,Amériques,Asie,Europe,Océanie,Eurasie",
  es: "África,América,Américas,Asia,Europa,Oceanía,Eurasia",
} as const;

const others = [
  "Latin America",
  "Latin America and the Caribbean",
  "South America",
  "North America",
  "Central America",
  "Caribbean",
  "LAC",
  "Middle East",
  "Middle East and North Africa",
  "MENA",
  "Near East",
  "Arab States",
  "Sub-Saharan Africa",
  "Horn of Africa",
  "Sahel",
  "Maghreb",
  "Balkans",
  "Western Balkans",
  "Caucasus",
  "Asia and the Pacific",
  "Asia-Pacific",
  "Pacific",
  "Pacific Islands",
  "Melanesia",
  "Micronesia",
  "Polynesia",
  "Scandinavia",
  "Global",
  "Worldwide",
  "International",
  "Regional",
  "World",
  "Amérique latine",
  "Amérique latine et Caraïbes",
  "Amérique du Sud",
  "Amérique du Nord",
  "Amérique centrale",
  "Caraïbes",
  "Moyen-Orient",
  "Proche-Orient",
  "Afrique subsaharienne",
  "Corne de l'Afrique",
  "Asie-Pacifique",
  "Pacifique",
  "Monde",
  "Mondial",
  "América Latina",
  "América Latina y el Caribe",
  "América del Sur",
  "Sudamérica",
  "América del Norte",
  "América Central",
  "Centroamérica",
  "Caribe",
  "Medio Oriente",
  "Oriente Medio",
  "África subsahariana",
  "Asia y el Pacífico",
  "Pacífico",
  "Mundial",
  "Mundo",
];

/** The quarters as they stand before or behind a continent's name. */
const englishSides =
  "North,South,East,West,Central,Northern,Southern,Eastern,Western,Middle,South East,Southeast,South-Eastern,North East,Northeast,North West,Northwest,South West,Southwest".split(
    ",",
  );
const frenchSides =
  "du Nord,du Sud,de l'Est,de l'Ouest,centrale,australe,orientale,occidentale,septentrionale,méridionale,du Sud-Est".split(
    ",",
  );
const spanishSides =
  "del Norte,del Sur,del Este,del Oeste,central,austral,oriental,occidental,meridional,septentrional".split(
    ",",
  );

/** Regions and continents, in English, French and Spanish: places, but no misspelt countries. */
export const regions: readonly string[] = [
  ...continents.en.split(",").flatMap((name) => [name, ...englishSides.map((side) => `${side} ${name}`)]),
  ...continents.fr.split(",").flatMap((name) => [name, ...frenchSides.map((side) => `${name} ${side}`)]),
  ...continents.es.split(",").flatMap((name) => [name, ...spanishSides.map((side) => `${name} ${side}`)]),
  ...others,
];
