import type { Severity } from "../rules/schema.ts";

/** What a piece of text is; how it looks is for the terminal to say. */
export type Role = Severity | "strong" | "faint";

/** Marks text for a terminal. */
export type Style = (role: Role, text: string) => string;

/** No marks at all: files, pipes, terminals without colour. */
export const plain: Style = (_role, text) => text;
