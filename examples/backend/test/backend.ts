import { spawn } from "node:child_process";
import type { Sql } from "../src/database/connect.ts";
import type { TemporaryDatabase } from "../src/database/temporary.ts";
import { example } from "./tools.ts";

/** The day that checks in tests take for today. */
export const today = "2025-06-30";

export interface Backend {
  readonly address: string;
  /** All that it wrote to its log so far. */
  readonly log: () => string;
  /** As Ctrl-C does; gives the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the example as a process, as `npm start` does, and waits until it says where it listens. */
export function startBackend(env: Readonly<Record<string, string>> = {}): Promise<Backend> {
  const { DATABASE_URL: _, ...own } = process.env;
  const child = spawn(process.execPath, ["--import", "tsx", "src/main.ts"], {
    cwd: example,
    env: { ...own, PORT: "0", AS_OF: today, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let log = "";
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    log += text;
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  return new Promise((resolve, reject) => {
    child.once("close", (code) => reject(new Error(`The server ended with ${code}.\n${said}${log}`)));
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const address = /http:\S+/.exec(said)?.[0];
      if (address === undefined) return;
      resolve({
        address,
        log: () => log,
        stop() {
          child.kill("SIGINT");
          return ended;
        },
      });
    });
  });
}

export interface Place {
  readonly backend: Backend;
  /** The database of the backend. */
  readonly sql: Sql;
  readonly close: () => Promise<void>;
}

/** A database of the test's own, empty but for two project codes, and the backend on it. */
export async function openPlace(): Promise<Place> {
  const { startTemporaryDatabase } = await import("../src/database/temporary.ts");
  const { default: postgres } = await import("postgres");
  const { host, username, stop }: TemporaryDatabase = await startTemporaryDatabase();
  try {
    // An address has no room for the folder of a socket; the environment has.
    const env = { DATABASE_URL: "postgres:///postgres", PGHOST: host, PGUSER: username };
    const backend = await startBackend(env);
    const sql = postgres({ host, username, database: "postgres", onnotice: () => undefined });
    await sql`insert into projects (code) values ('PRJ-2024-UNOSAT-1'), ('PRJ-2024-PFTP-2')`;
    return {
      backend,
      sql,
      async close() {
        await sql.end({ timeout: 5 });
        await backend.stop();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

export interface Answer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

export interface Found {
  readonly ruleId: string;
  readonly message: string;
  readonly effect?: string;
  readonly severity: string;
  readonly fields: readonly { readonly field: string; readonly suggested?: unknown }[];
}

/** What a save may be answered with. */
export interface SaveAnswer {
  readonly version?: number | null;
  readonly stage?: string;
  readonly findings?: readonly Found[];
  readonly notAssessed?: readonly { readonly ruleId: string }[];
  readonly type?: string;
  readonly title?: string;
  readonly errors?: readonly { readonly detail: string; readonly pointer?: string; readonly code?: string }[];
}

export async function put(
  { address }: Backend,
  id: string,
  event: unknown,
  query: Readonly<Record<string, string | number>> = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer<SaveAnswer>> {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const answer = await fetch(`${address}/events/${encodeURIComponent(id)}?${search}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...headers },
    body: typeof event === "string" ? event : JSON.stringify(event),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as SaveAnswer };
}

export function ruleIds({ findings = [] }: SaveAnswer): readonly string[] {
  return findings.map(({ ruleId }) => ruleId).sort();
}

/** An event with nothing to find; each on other days, since events on the same days may be the same event. */
export function cleanEvent(eventId: string): Readonly<Record<string, string | number | boolean | null>> {
  const day = (after: number): string =>
    new Date(Date.UTC(2025, 0, 6 + (Number(eventId.slice(-4)) % 60) + after)).toISOString().slice(0, 10);
  return {
    eventId,
    title: `Remote sensing for flood mapping, group ${eventId}`,
    status: "completed",
    updatedOn: "2025-04-10",
    unit: "UNOSAT",
    division: "Satellite Analysis and Applied Research",
    focalPoint: "Focal point UNOSAT 1",
    focalPointEmail: "focal.point.unosat.1@example.org",
    eventType: "course",
    learningRelated: true,
    objectiveAssessment: true,
    certificateType: "completion",
    masterProgramme: false,
    startDate: day(0),
    endDate: day(4),
    deliveryMode: "face-to-face",
    platform: "none",
    country: "FJ",
    city: "Suva",
    language: "en",
    registered: 25,
    participants: 20,
    uniqueBeneficiaries: 20,
    female: 11,
    male: 9,
    otherGender: 0,
    genderNotStated: 0,
    developingCountries: 18,
    ldcLldcSids: 6,
    government: 10,
    ngo: 4,
    academia: 3,
    unSystem: 1,
    privateSector: 1,
    otherAffiliation: 1,
    cocIssued: 17,
    copIssued: 0,
    cocRate: 85,
    completions: 17,
    certificatesRecordedOn: "2025-04-08",
    evaluationConducted: true,
    evaluationResponses: 16,
    responseRate: 80,
    usefulnessScore: 4.4,
    donorFunded: true,
    projectCode: "PRJ-2024-UNOSAT-1",
    partner: "Partner agency for development",
    engagementStrategy: "Reminders each week",
  };
}
