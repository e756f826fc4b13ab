import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Sql } from "../src/database/connect.ts";
import { type Backend, cleanEvent, openPlace, type Place, put, ruleIds, startBackend } from "./backend.ts";
import { missing } from "./tools.ts";

const lacking = await missing("server");

let place: Place;
let backend: Backend;
let counter = 0;

/** An identifier of the right form that no other test has. */
function newId(): string {
  counter += 1;
  return `EMS-2025-${String(counter).padStart(4, "0")}`;
}

async function versionOf(id: string): Promise<number | undefined> {
  const [row] = await place.sql<{ version: number }[]>`select version from events where event_id = ${id}`;
  return row?.version;
}

/** Does something while look-ups of projects hang, because somebody else has locked their table. */
async function whileProjectsHang<Result>(
  sql: Sql,
  work: (somebodyWaits: () => Promise<boolean>) => Promise<Result>,
): Promise<Result> {
  const holder = await sql.reserve();
  try {
    await holder`begin`;
    await holder`lock table projects in access exclusive mode`;
    return await work(async () => {
      const [row] = await sql<{ waits: boolean }[]>`
        select exists (select from pg_stat_activity where wait_event_type = 'Lock') as waits`;
      return row?.waits ?? false;
    });
  } finally {
    await holder`rollback`;
    holder.release();
  }
}

beforeAll(async () => {
  if (lacking !== undefined) return;
  place = await openPlace();
  backend = place.backend;
});

beforeEach(({ skip }) => skip(lacking !== undefined, lacking));

afterAll(() => place?.close());

describe("a save", () => {
  test("of an event with nothing wrong is stored at each stage, one version after the other", async () => {
    const id = newId();
    const draft = await put(backend, id, cleanEvent(id), { stage: "draft" });
    expect(draft).toMatchObject({ status: 201, body: { version: 1, stage: "draft", findings: [] } });
    const submit = await put(backend, id, cleanEvent(id), { stage: "submit", version: 1 });
    expect(submit).toMatchObject({ status: 200, body: { version: 2, stage: "submit", findings: [] } });
    const final = await put(backend, id, cleanEvent(id), { stage: "final", version: 2 });
    expect(final).toMatchObject({ status: 200, body: { version: 3, stage: "final", findings: [] } });

    const read = await fetch(`${backend.address}/events/${id}`);
    expect(read.headers.get("cache-control")).toBe("no-store");
    expect(await read.json()).toMatchObject({
      eventId: id,
      version: 3,
      stage: "final",
      event: cleanEvent(id),
      findings: [],
    });
  });

  test("of a draft says nothing of what is missing; a submit warns of it, and stores both", async () => {
    const id = newId();
    const event = { ...cleanEvent(id), eventType: null };
    expect(ruleIds((await put(backend, id, event, { stage: "draft" })).body)).toEqual([]);
    const { status, body } = await put(backend, id, event, { stage: "submit", version: 1 });
    expect(status).toBe(200);
    expect(ruleIds(body)).toContain("event-type-missing");
    const stored =
      await place.sql`select rule_id, severity, status, finding from findings where event_id = ${id}`;
    expect(stored.map(({ rule_id }) => rule_id).sort()).toEqual(ruleIds(body));
    expect(stored[0]?.finding).toMatchObject({ eventId: id, message: expect.any(String) });
  });

  test("that closes the event is refused for an error, and nothing is stored", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id), { stage: "submit" });
    const { status, headers, body } = await put(
      backend,
      id,
      { ...cleanEvent(id), cocIssued: 0, cocRate: 0, title: "Another title" },
      { stage: "final", version: 1 },
    );
    expect(status).toBe(422);
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({ type: "urn:ems-data-quality:problem:event-not-acceptable", status: 422 });
    expect(body.errors).toContainEqual(expect.objectContaining({ pointer: "#/cocIssued", code: "coc-zero" }));
    expect(await versionOf(id)).toBe(1);
    const [row] = await place.sql`select title, stage from events where event_id = ${id}`;
    expect(row).toEqual({ title: cleanEvent(id).title, stage: "submit" });
    expect(await place.sql`select from findings where event_id = ${id}`).toHaveLength(0);
  });

  test("takes text of any length that fits into a request", async () => {
    const id = newId();
    // Of many characters, since PostgreSQL would make repeated ones short.
    const long = Array.from({ length: 12_000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    ).join("");
    const event = { ...cleanEvent(id), unit: long };
    expect((await put(backend, id, event, { stage: "submit" })).status).toBe(201);
  });

  test("replaces what was found before", async () => {
    const id = newId();
    await put(backend, id, { ...cleanEvent(id), cocIssued: 0, cocRate: 0 }, { stage: "submit" });
    expect(await place.sql`select from findings where event_id = ${id}`).not.toHaveLength(0);
    await put(backend, id, cleanEvent(id), { stage: "submit", version: 1 });
    const left = await place.sql<{ rule_id: string }[]>`select rule_id from findings where event_id = ${id}`;
    expect(left.map(({ rule_id }) => rule_id)).not.toContain("coc-zero");
  });

  test("stores the event and its findings together or not at all; the log does not quote the row", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id), { stage: "submit" });
    await place.sql`alter table findings add constraint refused check (rule_id <> 'coc-zero')`;
    try {
      const event = {
        ...cleanEvent(id),
        cocIssued: 0,
        cocRate: 0,
        focalPointEmail: "secret.person@example.org",
      };
      const { status, body } = await put(backend, id, event, { stage: "submit", version: 1 });
      expect(status).toBe(500);
      expect(JSON.stringify(body)).not.toMatch(/constraint|findings|secret/);
    } finally {
      await place.sql`alter table findings drop constraint refused`;
    }
    expect(await versionOf(id)).toBe(1);
    const [row] = await place.sql`select event ->> 'cocIssued' as issued from events where event_id = ${id}`;
    expect(row).toEqual({ issued: "17" });
    expect(backend.log()).toContain('"code":"23514"');
    expect(backend.log()).not.toMatch(/secret\.person|example\.org|Failing row|remoteAddress/);
  });
});

test("what the database says of a value that it refuses stays out of log and answer", async () => {
  const id = newId();
  await place.sql`alter table events add constraint refused check ((event ->> 'focalPoint')::integer > 0) not valid`;
  try {
    const event = { ...cleanEvent(id), focalPoint: "Somebody of that name" };
    const { status, body } = await put(backend, id, event, { stage: "submit" });
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toMatch(/Somebody|integer/);
  } finally {
    await place.sql`alter table events drop constraint refused`;
  }
  expect(backend.log()).toContain('"code":"22P02"');
  expect(backend.log()).not.toMatch(/Somebody|invalid input syntax/);
});

describe("two people", () => {
  test("the second to save a version is told that it is no longer the latest", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id));
    const first = await put(backend, id, { ...cleanEvent(id), city: "Nadi" }, { version: 1 });
    const second = await put(backend, id, { ...cleanEvent(id), city: "Labasa" }, { version: 1 });
    expect([first.status, second.status]).toEqual([200, 409]);
    expect(second.body).toMatchObject({ status: 409, version: 2 });
    const [row] = await place.sql`select event ->> 'city' as city from events where event_id = ${id}`;
    expect(row).toEqual({ city: "Nadi" });
  });

  test("of many saves of one version at the same time exactly one is stored", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id));
    const saves = Array.from({ length: 12 }, (_, index) =>
      put(backend, id, { ...cleanEvent(id), registered: 30 + index }, { version: 1 }),
    );
    const statuses = (await Promise.all(saves)).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, ...Array<number>(11).fill(409)]);
    expect(await versionOf(id)).toBe(2);
  });

  test("who create the same event are two: the second one is told", async () => {
    const id = newId();
    const saves = await Promise.all([put(backend, id, cleanEvent(id)), put(backend, id, cleanEvent(id))]);
    expect(saves.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("what does not stand in the event", () => {
  test("figures that shrink after the event was completed are found, by the stored version", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id), { stage: "submit" });
    const fewer = { ...cleanEvent(id), participants: 19, female: 10, uniqueBeneficiaries: 19 };
    const { body } = await put(backend, id, fewer, { stage: "submit", version: 1 });
    expect(ruleIds(body)).toContain("figures-shrink-after-final");
    // The form tells it again: it compares with the same version as the save did.
    const form = await fetch(`${backend.address}/events/${id}/edit`);
    expect(await form.text()).toContain('"ruleId":"figures-shrink-after-final"');
    // A new event has no stored version: the same figures say nothing.
    const other = newId();
    const fresh = await put(
      backend,
      other,
      { ...fewer, eventId: other, title: "Another" },
      { stage: "submit" },
    );
    expect(ruleIds(fresh.body)).not.toContain("figures-shrink-after-final");
  });

  test("a project code that the table does not have is found", async () => {
    const id = newId();
    const { body } = await put(
      backend,
      id,
      { ...cleanEvent(id), projectCode: "PRJ-0000" },
      { stage: "submit" },
    );
    expect(ruleIds(body)).toContain("project-code-unknown");
  });

  test("another event of the unit with the same first day and nearly the same title is found, the event itself is not", async () => {
    const one = newId();
    const other = newId();
    const title = "Training of trainers on satellite imagery for disaster risk reduction";
    const first = await put(backend, one, { ...cleanEvent(one), title }, { stage: "submit" });
    expect(ruleIds(first.body)).not.toContain("probable-duplicate-event");
    const again = await put(backend, one, { ...cleanEvent(one), title }, { stage: "submit", version: 1 });
    expect(ruleIds(again.body)).not.toContain("probable-duplicate-event");
    const twin = { ...cleanEvent(one), eventId: other, title: title.replace("Training", "training") };
    expect(ruleIds((await put(backend, other, twin, { stage: "submit" })).body)).toContain(
      "probable-duplicate-event",
    );
  });

  test("an identifier that differs by capital letters alone is found", async () => {
    const id = newId();
    await put(backend, id, cleanEvent(id));
    const small = id.toLowerCase();
    const { body } = await put(backend, small, cleanEvent(small), { stage: "submit" });
    expect(ruleIds(body)).toContain("duplicate-event-id");
  });

  test("a look-up that fails does not fail the save: its rule is not assessed", async () => {
    const id = newId();
    await place.sql`alter table projects rename to projects_elsewhere`;
    try {
      const { status, body } = await put(backend, id, cleanEvent(id), { stage: "submit" });
      expect(status).toBe(201);
      expect(body.notAssessed).toContainEqual({
        ruleId: "project-code-unknown",
        reasons: [{ fact: "projectCodeExists", why: "lookupFailed" }],
      });
    } finally {
      await place.sql`alter table projects_elsewhere rename to projects`;
    }
  });
});

describe("a look-up that hangs", () => {
  test("keeps no save waiting for long, however many, and nothing else at all", async () => {
    await whileProjectsHang(place.sql, async (somebodyWaits) => {
      const started = performance.now();
      const ids = Array.from({ length: 20 }, newId);
      const saves = ids.map((id) => put(backend, id, cleanEvent(id), { stage: "submit" }));
      await vi.waitUntil(somebodyWaits);
      expect((await fetch(`${backend.address}/events`)).status).toBe(200);
      expect(performance.now() - started).toBeLessThan(1_000);
      const answers = await Promise.all(saves);
      expect(performance.now() - started).toBeLessThan(3_000);
      for (const { status, body } of answers) {
        expect(status).toBe(201);
        expect(body.notAssessed).toContainEqual({
          ruleId: "project-code-unknown",
          reasons: [{ fact: "projectCodeExists", why: expect.stringMatching(/^lookup(Late|Failed)$/) }],
        });
      }
    });
  });

  test("and a client that goes away meanwhile: nothing is stored, and the same save can be sent again", async () => {
    const id = newId();
    await whileProjectsHang(place.sql, async (somebodyWaits) => {
      const impatient = new AbortController();
      const save = fetch(`${backend.address}/events/${id}?stage=submit`, {
        method: "PUT",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(cleanEvent(id)),
        signal: impatient.signal,
      });
      await vi.waitUntil(somebodyWaits);
      impatient.abort();
      await expect(save).rejects.toThrow();
      await vi.waitUntil(() => backend.log().includes("The client went away"));
    });
    expect(await versionOf(id)).toBeUndefined();
    expect((await put(backend, id, cleanEvent(id), { stage: "submit" })).status).toBe(201);
  });
});

describe("languages", () => {
  test.each([
    ["?lang=", { lang: "fr" }, {}, "fr"],
    ["Accept-Language", {}, { "accept-language": "es-PE,es;q=0.9,en;q=0.5" }, "es"],
    ["a language that there is none of", {}, { "accept-language": "de" }, "en"],
  ])("%s chooses", async (_, query, headers, locale) => {
    const id = newId();
    const event = { ...cleanEvent(id), cocIssued: 0, cocRate: 0 };
    const { headers: answered, body } = await put(backend, id, event, { stage: "final", ...query }, headers);
    expect(answered.get("content-language")).toBe(locale);
    const title = { en: "cannot be closed", fr: "ne peut pas être clôturé", es: "no se puede cerrar" }[
      locale
    ];
    expect(body.title).toContain(title);
    const message = body.findings?.find(({ ruleId }) => ruleId === "coc-zero")?.message ?? "";
    expect(message).toContain(
      { en: "The record shows", fr: "La fiche indique", es: "En la ficha constan" }[locale],
    );
  });
});

describe("corrections", () => {
  test("are proposed with the JSON Patch that makes them, and stored by nobody but a save", async () => {
    const id = newId();
    await put(backend, id, { ...cleanEvent(id), cocRate: 58 }, { stage: "submit" });
    const answer = await fetch(`${backend.address}/events/${id}/corrections`, { method: "POST" });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      eventId: id,
      version: 1,
      event: { cocRate: 85 },
      patch: expect.arrayContaining([{ op: "replace", path: "/cocRate", value: 85 }]),
      applied: [{ ruleId: "coc-rate-mismatch", field: "cocRate", confidence: "certain" }],
    });
    expect(await versionOf(id)).toBe(1);
  });
});

describe("a request that cannot be read", () => {
  test.each([
    ["malformed JSON", '{"eventId":', 400],
    ["no JSON at all", "", 400],
    ["a list", "[]", 400],
    ["__proto__", '{"__proto__":{"a":1}}', 400],
    ["a megabyte", JSON.stringify({ title: "x".repeat(1_000_000) }), 413],
  ])("%s is a problem document", async (_, text, status) => {
    const id = newId();
    const answer = await put(backend, id, text);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.body).toMatchObject({ type: "about:blank", status, title: expect.any(String) });
    expect(await versionOf(id)).toBeUndefined();
  });

  test.each([
    ["a number as text", { participants: "about thirty" }, "#/participants", "Enter a whole number"],
    ["a fraction of a person", { participants: 2.5 }, "#/participants", "Enter a whole number"],
    ["a flag as text", { learningRelated: "yes" }, "#/learningRelated", "Choose yes or no"],
    ["a day that is none", { startDate: "2025-02-30" }, "#/startDate", "Enter a date"],
    ["a field that there is not", { "part/icipants~": 3 }, "#/part~1icipants~0", "no such field"],
    ["half a character", { title: "Trade \ud800 law" }, "#/title", "cannot be stored"],
    ["NUL", { title: "Trade\0law" }, "#/title", "cannot be stored"],
  ])("%s is told with a pointer to it", async (_, wrong, pointer, detail) => {
    const id = newId();
    const { status, body } = await put(backend, id, { ...cleanEvent(id), ...wrong });
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer, detail: expect.stringContaining(detail) }]);
    expect(await versionOf(id)).toBeUndefined();
  });

  test("all wrong fields are told at once, in the language of the request", async () => {
    const id = newId();
    const { body } = await put(backend, id, { participants: "x", startDate: "soon" }, { lang: "es" });
    expect(body.errors?.map(({ pointer }) => pointer).sort()).toEqual(["#/participants", "#/startDate"]);
    expect(body.errors?.[0]?.detail).toMatch(/^Escriba/);
  });

  test.each([{ stage: "published" }, { version: "0" }, { version: "1;drop table events" }, { unknown: "1" }])(
    "%j is refused",
    async (query) => {
      const id = newId();
      expect((await put(backend, id, cleanEvent(id), query)).status).toBe(400);
    },
  );

  test("another identifier in the event than in the address is refused", async () => {
    const id = newId();
    const { status, body } = await put(backend, id, cleanEvent("EMS-2020-0001"));
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer: "#/eventId", detail: expect.any(String) }]);
  });

  test.each([
    ["/events/%00", "NUL"],
    ["/events/%ff", "half a character"],
    [`/events/${"x".repeat(65)}`, "too many characters"],
  ])("%s is no address: %s", async (path) => {
    const { status, headers } = await fetch(`${backend.address}${path}`);
    expect(status).toBe(400);
    expect(headers.get("content-type")).toMatch(/^application\/problem\+json/);
  });

  test("an identifier that is too long is told at its field", async () => {
    const { status, body } = await put(backend, "é".repeat(65), {});
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ pointer: "#/eventId", detail: expect.stringContaining("64 characters") }]);
    expect((await put(backend, "é".repeat(64), {})).status).toBe(201);
  });

  test("another kind of body than JSON is refused, plain text too, which other sites may send", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"]) {
      expect((await put(backend, newId(), "{}", {}, { "content-type": type })).status).toBe(415);
    }
  });

  test.each([
    ["/events/EMS-1999-0001/edit?lang=fr", 404, "Il n’y a rien ici."],
    ["/events/%00/edit", 400, "The request cannot be read."],
  ])("%s is answered with a page, as whoever opens it expects", async (path, status, words) => {
    const answer = await fetch(`${backend.address}${path}`);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(await answer.text()).toContain(`<h1>${words}</h1>`);
  });

  test.each(["/events/EMS-1999-0001", "/nowhere", "/assets/../package.json"])(
    "%s is not there",
    async (path) => {
      const answer = await fetch(`${backend.address}${path}`);
      expect(answer.status).toBe(404);
      expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    },
  );
});

describe("the one command", () => {
  /** Ends it while one save goes on, which is still answered, and another request never comes to its end. */
  async function endedWhileSaving(own: Backend, host: string): Promise<number | null> {
    const { hostname, port } = new URL(own.address);
    const dawdler = connect(Number(port), hostname).on("error", () => undefined);
    dawdler.write("PUT /events/EMS-2025-0001 HTTP/1.1\r\nhost: example.org\r\n");
    dawdler.write("content-type: application/json\r\ncontent-length: 9\r\n\r\n{");
    const { default: postgres } = await import("postgres");
    const sql = postgres({ host, username: "ems", database: "postgres" });
    const ended = await whileProjectsHang(sql, async (somebodyWaits) => {
      const save = put(own, "EMS-2025-0002", cleanEvent("EMS-2025-0002"), { stage: "submit" });
      await vi.waitUntil(somebodyWaits);
      const ending = own.stop();
      expect((await save).status).toBe(201);
      return { ending };
    });
    await sql.end();
    return ended.ending;
  }

  test("starts a database of its own with invented events, and removes it on Ctrl-C", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ems-one-command-"));
    try {
      // Root starts the database as another user, who has to get through.
      chmodSync(folder, 0o755);
      const own = await startBackend({ TMPDIR: folder });
      const [database = "", ...others] = readdirSync(folder).filter((name) =>
        name.startsWith("ems-backend-"),
      );
      expect(others).toEqual([]);
      const { events } = (await (await fetch(`${own.address}/events`)).json()) as {
        events: readonly unknown[];
      };
      expect(events.length).toBeGreaterThan(20);
      expect(await endedWhileSaving(own, join(folder, database))).toBe(0);
      expect(readdirSync(folder).filter((name) => name.startsWith("ems-backend-"))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("says what is missing where the database does not answer, without its address", async () => {
    const started = startBackend({ DATABASE_URL: "postgres://somebody:secret@127.0.0.1:1/events" });
    await expect(started).rejects.toThrow(/ended with 1[\s\S]*ECONNREFUSED/);
    await expect(started).rejects.not.toThrow(/secret/);
  });
});
