import { isAbsolute, relative, resolve } from "node:path";

/**
 * How others call a file: by its path from the root of the repository, which CI systems name in the environment, and
 * elsewhere from the current folder on. A file outside has its whole path.
 */
export function repositoryPath(
  cwd: string,
  { GITHUB_WORKSPACE, CI_PROJECT_DIR }: NodeJS.ProcessEnv,
): (file: string) => string {
  const root = [GITHUB_WORKSPACE, CI_PROJECT_DIR].find((folder) => folder && isInside(folder, cwd)) ?? cwd;
  return (file) => {
    const path = resolve(cwd, file);
    return (isInside(root, path) ? relative(root, path) : path).replaceAll("\\", "/");
  };
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return !isAbsolute(way) && way !== ".." && !/^\.\.[\\/]/.test(way);
}
