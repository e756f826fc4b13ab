/** One-way flow between the folders of src, and what keeps the pure entries pure. `npm run check:layers`. */

/** Which folders a folder may import from, besides its own and the single files of src (errors, fold, nearest, …). */
const mayImport = {
  rules: [],
  engine: ["rules"],
  events: ["rules"],
  profile: ["events", "rules", "shipped"],
  findings: ["events", "engine", "rules"],
  shipped: ["rules"],
  locale: ["engine", "events", "rules", "shipped"],
  config: ["findings", "events", "engine", "rules"],
  checker: ["findings", "engine", "events", "rules", "report", "shipped", "locale", "config", "profile"],
  corrections: ["checker", "findings", "engine", "events", "rules"],
  report: ["findings", "events", "engine", "rules", "locale"],
  read: ["profile", "events", "rules"],
  review: ["events", "findings", "report", "engine", "rules"],
  node: [
    "review",
    "read",
    "profile",
    "checker",
    "config",
    "locale",
    "report",
    "findings",
    "events",
    "engine",
    "rules",
    "shipped",
  ],
};

const folders = [...Object.keys(mayImport), "cli"];
const entries = "^src/(?:index|engine|node)\\.ts$";
const ofNode = "^src/(?:read/|node/|node\\.ts$|cli/)";

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-cycle",
      comment: "Modules that import each other cannot be understood, tested or loaded one at a time.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "all-found",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
    ...Object.entries(mayImport).map(([folder, allowed]) => ({
      name: `${folder}-imports-only`,
      comment: `src/${folder} may import from: ${[folder, ...allowed].join(", ")}.`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: {
        path: `^src/(?:${folders.filter((each) => each !== folder && !allowed.includes(each)).join("|")})/`,
      },
    })),
    {
      name: "report-is-its-schema-to-the-checker",
      comment: "The checker makes the report as data; how it is written out is not its business.",
      severity: "error",
      from: { path: "^src/checker/" },
      to: { path: "^src/report/", pathNot: "^src/report/schema\\.ts$" },
    },
    {
      name: "tables-stand-alone",
      comment: "readTable reads any delimited text file; it knows nothing of events.",
      severity: "error",
      from: { path: "^src/read/table/" },
      to: { path: "^src/(?!read/table/|(?:errors|systemError|fold|nearest|issues|zod)\\.ts$)" },
    },
    {
      name: "review-of-any-rule",
      comment: "Rules of any kind are reviewed; only the pages and the proposals know of events.",
      severity: "error",
      from: { path: "^src/review/(?!docs/|suggest/|diff/)" },
      to: { path: "^src/(?:events|findings|report)/" },
    },
    {
      name: "no-entry-inside",
      comment: "Modules import what they need from where it is; entries are for users.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: entries },
    },
    {
      name: "cli-is-the-end",
      severity: "error",
      from: { pathNot: "^src/cli/" },
      to: { path: "^src/cli/" },
    },
    {
      name: "commands-load-by-way-of-reading",
      comment: "It remembers the files that a command reads, so that no output is written over one.",
      severity: "error",
      from: { path: "^src/cli/", pathNot: "^src/cli/reading\\.ts$" },
      to: {
        path: "^src/(?:node/load\\w+|node/ruleVersion|read/openProfile|profile/load)\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "pure-code-reaches-nothing-of-node",
      comment: "The main entry and the engine run in a browser.",
      severity: "error",
      from: { path: "^src/(?:index|engine)\\.ts$" },
      to: { path: ofNode, reachable: true },
    },
    {
      name: "engine-reaches-nothing-of-the-ems",
      comment: "The engine is for records of any kind, and the EMS has no private door into it.",
      severity: "error",
      from: { path: "^src/engine\\.ts$" },
      to: { path: "^src/(?:events|profile|findings|shipped|checker|report)/", reachable: true },
    },
    {
      name: "pure-code-imports-no-builtin",
      severity: "error",
      from: { path: "^src/", pathNot: ofNode },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "zod-in-one-place",
      comment: "The build copies in what src/zod.ts names; another import would bring all of zod.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/zod\\.ts$" },
      to: { path: "node_modules/zod/" },
    },
    {
      name: "no-undeclared-package",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types", "default"] },
  },
};
