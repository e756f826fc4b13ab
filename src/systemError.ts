import type { Problem } from "./errors.ts";

const known: Readonly<Record<string, Pick<Problem, "code" | "message" | "hint">>> = {
  ENOENT: { code: "file-not-found", message: "There is no such file or folder.", hint: "Check the path." },
  ENOTDIR: { code: "not-a-folder", message: "The path, or a part of it, is not a folder." },
  EISDIR: { code: "is-a-directory", message: "A file is needed here, and this is a folder." },
  ELOOP: { code: "symlink-loop", message: "The symbolic links of this path lead back to themselves." },
  EACCES: { code: "permission-denied", message: "Permission denied." },
  EPERM: { code: "permission-denied", message: "Permission denied." },
  EROFS: { code: "permission-denied", message: "The disk can only be read." },
  ENOSPC: { code: "disk-full", message: "The disk is full." },
  ENAMETOOLONG: { code: "file-not-found", message: "The path is too long." },
};

/** What the system said of a file, as a problem that a person can mend. */
export function fileProblem(error: unknown, file: string): Problem {
  const code = errorCode(error);
  return { ...(known[code] ?? { code: "not-readable", message: `The system says: ${code}.` }), file };
}

/** `ENOENT` and the like; the message of any other error. */
export function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}
