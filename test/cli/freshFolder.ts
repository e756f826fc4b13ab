import { afterAll } from "vitest";
import { makeFolder, removeFolder } from "./run.ts";

/** Test files share a process and its modules, but no folder: a set-up file runs before each of them. */
makeFolder();
afterAll(removeFolder);
