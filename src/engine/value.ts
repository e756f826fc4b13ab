export * from "../rules/value.ts";
