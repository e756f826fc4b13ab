import { execFile } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A PostgreSQL server of one's own, in a folder that goes away with it. For trying out and for tests, not for real data. */
export interface TemporaryDatabase {
  /** Folder of the server's socket. */
  readonly host: string;
  readonly username: string;
  readonly stop: () => Promise<void>;
}

/** Where Debian and Ubuntu keep the server's programs: not on the path, one folder a version. */
const debian = "/usr/lib/postgresql";

/** The folder with `initdb` and `pg_ctl`; `undefined` where there is no PostgreSQL server on this machine. */
export function serverPrograms(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).map(Number).filter(Number.isInteger) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(delimiter),
    ...versions.sort((one, other) => other - one).map((version) => join(debian, String(version), "bin")),
  ];
  return folders.find((folder) => ["initdb", "pg_ctl"].every((program) => existsSync(join(folder, program))));
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root, so root starts it as somebody else. */
async function account(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    try {
      const [uid, gid] = await Promise.all([run("id", ["-u", name]), run("id", ["-g", name])]);
      return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
    } catch {
      // There is no such user.
    }
  }
  throw new Error("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as.");
}

export async function startTemporaryDatabase(): Promise<TemporaryDatabase> {
  const programs = serverPrograms();
  if (programs === undefined)
    throw new Error(
      "There is no PostgreSQL server on this machine. Install one (Debian: apt-get install postgresql), or name a database in DATABASE_URL.",
    );
  const folder = mkdtempSync(join(tmpdir(), "ems-backend-"));
  const data = join(folder, "data");
  const username = "ems";
  try {
    const owner = await account();
    if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
    const call = (program: string, ...words: readonly string[]): Promise<unknown> =>
      run(join(programs, program), words, { ...owner, cwd: folder, env: { PATH: process.env.PATH } });
    const own = ["--username", username, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"];
    await call("initdb", "--pgdata", data, "--no-sync", ...own);
    // Nothing in here has to survive a power cut. Only a socket in the folder, so that no port is taken.
    const settings = [`-k ${folder}`, "-h ''", "-F", "-c synchronous_commit=off", "-c full_page_writes=off"];
    await call(
      "pg_ctl",
      "--pgdata",
      data,
      "--wait",
      "--log",
      join(folder, "log"),
      "--options",
      settings.join(" "),
      "start",
    );
    return {
      host: folder,
      username,
      async stop() {
        await call("pg_ctl", "--pgdata", data, "--wait", "--mode", "fast", "stop");
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
