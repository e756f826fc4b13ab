/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Backend, cleanEvent, openPlace, type Place, put } from "./backend.ts";
import { chromiumPath, missing } from "./tools.ts";

const lacking = await missing("browser");
const profile = mkdtempSync(join(tmpdir(), "ems-chromium-"));

let place: Place;
let backend: Backend;
let browser: BrowserContext;
let page: Page;
/** What the browser complained about: scripts that threw, and what the content policy refused. */
let complaints: string[] = [];
let counter = 0;

function newId(): string {
  counter += 1;
  return `EMS-2024-${String(counter).padStart(4, "0")}`;
}

const zeroCertificates = { cocIssued: 0, cocRate: 0 };

/** Opens the form of an event that is stored already. */
async function openEvent(
  event: Readonly<Record<string, unknown>> = {},
  { lang = "en", stage = "submit" } = {},
): Promise<string> {
  const id = newId();
  const { status } = await put(backend, id, { ...cleanEvent(id), ...event }, { stage });
  expect(status).toBe(201);
  await page.goto(`${backend.address}/events/${id}/edit?lang=${lang}`);
  return id;
}

async function storedEvent(
  id: string,
): Promise<{ stage: string; version: number; event: Record<string, unknown> }> {
  const answer = await fetch(`${backend.address}/events/${id}`);
  return (await answer.json()) as { stage: string; version: number; event: Record<string, unknown> };
}

async function focused(): Promise<string> {
  return page.evaluate(() => document.activeElement?.id ?? "");
}

/** What axe-core holds against the page as it is. */
async function violations(): Promise<readonly string[]> {
  const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
  // The page's policy refuses scripts in it; the devtools' protocol is not the page.
  await page.evaluate(source);
  const { violations: all } = await page.evaluate(
    async (): Promise<AxeResults> =>
      (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
  );
  return all.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

beforeAll(async () => {
  if (lacking !== undefined) return;
  const { chromium } = await import("playwright-core");
  place = await openPlace();
  backend = place.backend;
  browser = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: [
      "--headless",
      "--no-sandbox",
      "--lang=en-US",
      "--disable-gpu",
      "--no-first-run",
      "--disable-background-networking",
    ],
    viewport: { width: 1100, height: 800 },
    locale: "en-US",
  });
});

beforeEach(async ({ skip }) => {
  skip(lacking !== undefined, lacking);
  complaints = [];
  page = await browser.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const text = message.text();
    // A refused save is an answer that Chromium logs by itself.
    if (message.type() === "error" && !text.startsWith("Failed to load resource")) complaints.push(text);
  });
});

afterEach(async () => {
  await page?.close();
  expect(complaints).toEqual([]);
});

afterAll(async () => {
  await browser?.close();
  await place?.close();
  rmSync(profile, { recursive: true, force: true });
});

describe("saving", () => {
  test("a draft, a submit and the closing say what came of them, and the stored event is what was entered", async () => {
    const id = await openEvent({}, { stage: "draft" });
    await page.fill("#city", "Nadi");
    await page.click("button[value=draft]");
    await page.getByRole("status").filter({ hasText: "Saved. There is nothing to mend." }).waitFor();
    expect(await storedEvent(id)).toMatchObject({ stage: "draft", version: 2, event: { city: "Nadi" } });
    await page.click("button[value=submit]");
    await page.getByText("version 3").waitFor();
    await page.click("button[value=final]");
    await page.getByText("version 4").waitFor();
    expect(await page.textContent("#stage")).toBe("Closed");
    const { event } = await storedEvent(id);
    expect(event).toMatchObject({ ...cleanEvent(id), city: "Nadi" });
  });

  test("an event that may not be closed is not stored; the summary has the focus and leads to the field", async () => {
    const id = await openEvent();
    await page.fill("#cocIssued", "0");
    await page.fill("#cocRate", "0");
    await page.click("button[value=final]");
    await page.getByRole("heading", { name: "Not saved: mend the errors first" }).waitFor();
    expect(await focused()).toBe("summary");
    expect(await page.title()).toMatch(/^Not saved: mend the errors first – /);
    expect(await storedEvent(id)).toMatchObject({ version: 1, stage: "submit", event: { cocIssued: 17 } });
    const link = page.locator("#summary a[href='#cocIssued']").first();
    expect(await link.textContent()).toMatch(/^Certificates of Completion issued – The record shows 0/);
    await link.click();
    expect(await focused()).toBe("cocIssued");
  });

  test("a suggestion fills its field, says so and is not saved by itself", async () => {
    const id = await openEvent(zeroCertificates);
    const use = page.getByRole("button", { name: /^Use 17 – Certificates of Completion issued$/ });
    await use.click();
    expect(await page.inputValue("#cocIssued")).toBe("17");
    expect(await focused()).toBe("cocIssued");
    expect(await page.textContent("[role=status]")).toContain("17 is filled in, not saved yet");
    expect(await storedEvent(id)).toMatchObject({ version: 1 });
  });

  test("what cannot be read is told at its field, and what was entered stays", async () => {
    const id = await openEvent();
    await page.fill("#participants", "about thirty");
    await page.click("button[value=submit]");
    await page.getByRole("heading", { name: "Not saved: this cannot be read" }).waitFor();
    expect(await page.inputValue("#participants")).toBe("about thirty");
    expect(await page.textContent("#participants-messages")).toContain("Enter a whole number");
    expect(await storedEvent(id)).toMatchObject({ version: 1 });
  });

  test("whoever is late is told, with a way to the latest version, and keeps the entries", async () => {
    const id = await openEvent();
    await put(backend, id, { ...cleanEvent(id), city: "Labasa" }, { version: 1 });
    await page.fill("#city", "Nadi");
    await page.click("button[value=submit]");
    await page.getByRole("link", { name: "Open the latest version" }).waitFor();
    expect(await focused()).toBe("summary");
    expect(await page.inputValue("#city")).toBe("Nadi");
    expect(await storedEvent(id)).toMatchObject({ version: 2, event: { city: "Labasa" } });
  });

  test("a new event with an identifier that is taken is told so at the identifier", async () => {
    const id = await openEvent();
    await page.goto(`${backend.address}/new?lang=en`);
    await page.fill("#eventId", id);
    await page.click("button[value=draft]");
    await page.locator("#summary:focus").waitFor();
    expect(await page.textContent("#eventId-messages")).toContain(
      "Another event has this identifier already",
    );
    expect(await storedEvent(id)).toMatchObject({ version: 1 });
  });

  test("whoever leaves with something unsaved is asked", async () => {
    await openEvent();
    await page.fill("#city", "Nadi");
    const asked = page.waitForEvent("dialog");
    const left = page.reload().catch(() => undefined);
    const dialog = await asked;
    expect(dialog.type()).toBe("beforeunload");
    await dialog.accept();
    await left;
    expect(await page.inputValue("#city")).toBe("Suva");
  });

  test("half a date is told at its field, and does not empty what is stored", async () => {
    const id = await openEvent();
    await page.click("button[value=submit]");
    await page.getByRole("status").filter({ hasText: "Saved." }).waitFor();
    await page.focus("#endDate");
    await page.keyboard.type("02302025");
    await page.click("button[value=draft]");
    await page.locator("#summary:focus").waitFor();
    expect(await page.textContent("#endDate-messages")).toContain("Enter a date");
    expect(await page.getAttribute("#endDate", "aria-invalid")).toBe("true");
    expect(await page.textContent("[role=status]")).toBe("");
    expect(await storedEvent(id)).toMatchObject({ version: 2, event: { endDate: cleanEvent(id).endDate } });
  });

  test("that all went well is in sight, wherever the page stands", async () => {
    await openEvent();
    for (const [width, field] of [
      [1100, "#partner"],
      [1100, "#title"],
      [320, "#title"],
    ] as const) {
      await page.setViewportSize({ width, height: 640 });
      await page.focus(field);
      await page.keyboard.press("Enter");
      const said = page.getByRole("status").filter({ hasText: "Saved. There is nothing to mend." });
      await said.waitFor();
      const { y, height } = (await said.boundingBox()) ?? { y: -1, height: 0 };
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y + height).toBeLessThanOrEqual(640);
      await page.reload();
    }
  });

  test("a look-up without an answer is told: nothing found is not nothing wrong", async () => {
    await openEvent();
    await place.sql`alter table projects rename to projects_elsewhere`;
    try {
      await page.click("button[value=submit]");
      await page.getByRole("status").filter({ hasText: "Something could not be looked up" }).waitFor();
    } finally {
      await place.sql`alter table projects_elsewhere rename to projects`;
    }
    await page.click("button[value=submit]");
    await page.getByRole("status").filter({ hasText: "There is nothing to mend." }).waitFor();
  });

  test("what is entered while a save goes on is not held for saved", async () => {
    await openEvent();
    await page.route("**/events/**", async (route) => {
      await page.fill("#city", "Nadi");
      await route.continue();
    });
    await page.click("button[value=submit]");
    await page.getByText("version 2").waitFor();
    await page.unroute("**/events/**");
    const asked = page.waitForEvent("dialog");
    const left = page.reload().catch(() => undefined);
    await (await asked).accept();
    await left;
  });

  test("without the script nothing is sent, least of all as part of an address, and a sentence says why", async () => {
    const id = await openEvent();
    const devtools = await browser.newCDPSession(page);
    await devtools.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.goto(`${backend.address}/events/${id}/edit?lang=en`);
    await page.locator("noscript p").waitFor({ state: "visible" });
    expect(await page.locator("noscript p").textContent()).toContain("This form needs JavaScript");
    await page.locator("#city").fill("Nadi");
    await page.locator("#city").press("Enter");
    for (const button of await page.locator("button[name=stage]").all())
      expect(await button.isDisabled()).toBe(true);
    expect(page.url()).toBe(`${backend.address}/events/${id}/edit?lang=en`);
    expect(await storedEvent(id)).toMatchObject({ version: 1 });
  });

  test("a server that does not answer is told, and what was entered stays", async () => {
    await openEvent();
    await page.fill("#city", "Nadi");
    await page.route("**/events/**", (route) => route.abort());
    await page.click("button[value=submit]");
    await page.getByText("The server does not answer").waitFor();
    expect(await page.inputValue("#city")).toBe("Nadi");
  });
});

describe("with the keyboard alone", () => {
  test("a new event is entered, saved, mended and submitted", async () => {
    const id = newId();
    await page.goto(`${backend.address}/new?lang=en`);
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the content");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("content");

    // Every control is reached, in the order in which the page shows them.
    const controls = await page.locator("form [data-kind]").evaluateAll((all) => all.map((each) => each.id));
    const entries = new Map(Object.entries(cleanEvent(id)));
    entries.set("cocIssued", 0).set("cocRate", 0);
    const reached: string[] = [];
    for (let presses = 0; presses < 300; presses++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(() => {
        const { id: name, tagName, dataset } = document.activeElement as HTMLElement;
        return {
          name,
          tagName,
          kind: dataset.kind,
          value: (document.activeElement as HTMLButtonElement).value,
        };
      });
      if (at.tagName === "BUTTON") break;
      if (at.kind === undefined || reached.at(-1) === at.name) continue;
      reached.push(at.name);
      const value = entries.get(at.name);
      if (value === undefined || value === null) continue;
      if (at.tagName === "SELECT") {
        const label = await page.locator(`#${at.name} option[value="${value}"]`).textContent();
        await page.keyboard.type(label ?? "");
      } else if (at.kind === "date") {
        // The browser's own field, in the order of the browser's language.
        const [year = "", month = "", day = ""] = String(value).split("-");
        await page.keyboard.type(`${month}${day}${year}`);
      } else {
        await page.keyboard.type(String(value));
      }
    }
    expect(reached).toEqual(controls);

    // On the first button: save the draft.
    await page.keyboard.press("Enter");
    await page.locator("#state").getByText("version 1").waitFor();
    expect(page.url()).toBe(`${backend.address}/events/${id}/edit?lang=en`);
    expect(await page.textContent("h1")).toBe(cleanEvent(id).title);
    expect(await page.title()).toContain(String(cleanEvent(id).title));
    const { event } = await storedEvent(id);
    expect(event).toMatchObject({ ...cleanEvent(id), cocIssued: 0, cocRate: 0 });

    // The summary has the focus: its first link leads to the field, from which one goes back to the suggestion.
    expect(await focused()).toBe("summary");
    for (let presses = 0; (await focused()) !== "cocIssued" && presses < 20; presses++) {
      await page.keyboard.press("Tab");
      const href = await page.evaluate(() => document.activeElement?.getAttribute("href"));
      if (href === "#cocIssued") await page.keyboard.press("Enter");
    }
    expect(await focused()).toBe("cocIssued");
    await page.keyboard.press("Shift+Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Use 17");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("cocIssued");
    expect(await page.inputValue("#cocIssued")).toBe("17");
    await page.fill("#cocRate", "85");
    await page.focus("button[value=final]");
    await page.keyboard.press("Space");
    await page.locator("#state").getByText("version 2").waitFor();
    expect(await storedEvent(id)).toMatchObject({ stage: "final", event: { cocIssued: 17, cocRate: 85 } });
  });

  test("nothing that has the focus is hidden behind the buttons at the bottom", async () => {
    await openEvent();
    await page.focus("#eventId");
    const hidden: string[] = [];
    for (let presses = 0; presses < 120; presses++) {
      await page.keyboard.press("Tab");
      const found = await page.evaluate(() => {
        const active = document.activeElement as HTMLElement;
        const bar = document.querySelector(".actions") as HTMLElement;
        if (bar.contains(active)) return "end";
        const { bottom } = active.getBoundingClientRect();
        return bottom > bar.getBoundingClientRect().top + 1 ? active.id : "";
      });
      if (found === "end") break;
      if (found !== "") hidden.push(found);
    }
    expect(hidden).toEqual([]);
  });
});

describe("for a screen reader", () => {
  test("each field has a name, is described by its messages, and is marked where it is wrong", async () => {
    await openEvent(zeroCertificates);
    const input = page.getByLabel("Certificates of Completion issued", { exact: true });
    expect(await input.getAttribute("aria-invalid")).toBe("true");
    expect(await input.getAttribute("aria-describedby")).toBe("cocIssued-messages");
    const message = await page.textContent("#cocIssued-messages");
    expect(message).toMatch(/Error: The record shows 0/);
    // Where nothing is wrong, nothing is said.
    const city = page.getByLabel("City", { exact: true });
    expect(await city.getAttribute("aria-invalid")).toBeNull();
    expect(await page.textContent("#city-messages")).toBe("");
    const nameless = await page
      .locator("form [data-kind]")
      .evaluateAll((all) =>
        all
          .filter((each) => ((each as HTMLInputElement).labels?.[0]?.textContent ?? "") === "")
          .map(({ id }) => id),
      );
    expect(nameless).toEqual([]);
    expect(await page.getByRole("group", { name: "Participants", exact: true }).count()).toBe(1);
  });

  test("every identifier stands once in the page, and what names refer to is there", async () => {
    await openEvent(zeroCertificates);
    const { doubled, dangling } = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      const wanted = [...document.querySelectorAll("[aria-describedby], [aria-labelledby]")].flatMap((each) =>
        `${each.getAttribute("aria-describedby") ?? ""} ${each.getAttribute("aria-labelledby") ?? ""}`
          .split(" ")
          .filter((id) => id !== ""),
      );
      return {
        doubled: ids.filter((id, index) => ids.indexOf(id) !== index),
        dangling: wanted.filter((id) => !ids.includes(id)),
      };
    });
    expect(doubled).toEqual([]);
    expect(dangling).toEqual([]);
  });

  test("severity is told in words, not by colour alone", async () => {
    await openEvent({ ...zeroCertificates, usefulnessScore: 9 });
    const items = await page.locator("#summary li").allTextContents();
    expect(items.length).toBeGreaterThan(1);
    for (const item of items) expect(item).toMatch(/^.?(Error|Warning|Note): /u);
  });

  test.each(["light", "dark"] as const)("axe finds nothing, %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${backend.address}/new?lang=fr`);
    expect(await violations()).toEqual([]);
    await openEvent({ ...zeroCertificates, eventType: null }, { lang: "es" });
    expect(await violations()).toEqual([]);
    await page.click("button[value=final]");
    await page.locator("#summary:focus").waitFor();
    expect(await violations()).toEqual([]);
    await page.goto(`${backend.address}/?lang=en`);
    expect(await violations()).toEqual([]);
  });
});

describe("languages", () => {
  test.each([
    ["fr", "Clôturer l’événement", "Erreur"],
    ["es", "Cerrar el evento", "Error"],
  ])("%s: page, labels, messages", async (lang, button, severity) => {
    await openEvent(zeroCertificates, { lang });
    expect(await page.getAttribute("html", "lang")).toBe(lang);
    expect(await page.getByRole("button", { name: button }).count()).toBe(1);
    const message = (await page.textContent("#cocIssued-messages")) ?? "";
    expect(message).toContain(`${severity}${lang === "fr" ? "\u00a0" : ""}:`);
    expect(message).not.toMatch(/The record|Enter the/);
    expect(await page.locator("label[for=endDate]").textContent()).not.toBe("End date");
    expect(await page.locator("#eventType option[value=course]").textContent()).not.toBe("Course");
  });

  test("the links to the other languages lead to the same event", async () => {
    const id = await openEvent();
    await page.getByRole("link", { name: "Español" }).click();
    expect(page.url()).toBe(`${backend.address}/events/${id}/edit?lang=es`);
  });
});

describe("what is entered is text", () => {
  const attacks = [
    `<script>document.title = "owned"</script>`,
    `"><img src=x onerror="document.title='owned'">`,
    `</script><script>document.title = "owned"</script>`,
    `'--><svg onload=document.title='owned'>`,
    `{{constructor.constructor("document.title='owned'")()}}`,
  ];

  test.each(attacks)("%s", async (attack) => {
    const id = await openEvent({
      title: attack,
      partner: attack,
      city: attack,
      unit: attack,
      ...zeroCertificates,
    });
    expect(await page.inputValue("#title")).toBe(attack);
    expect(await page.textContent("h1")).toBe(attack);
    await page.click("button[value=submit]");
    await page.getByText("version 2").waitFor();
    expect(await page.locator("main img, main svg, main script:not([type])").count()).toBe(0);
    await page.goto(`${backend.address}/?lang=en`);
    expect(await page.getByRole("link", { name: attack }).first().textContent()).toBe(attack);
    expect(await page.title()).toBe("Learning events");
    expect(await page.locator("main img, main svg, main script").count()).toBe(0);
    await fetch(`${backend.address}/events/${id}`);
  });

  test("the content policy allows no script in the page", async () => {
    const { headers } = await fetch(`${backend.address}/new`);
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval/);
  });
});

describe("on a small screen", () => {
  test.each(["en", "fr", "es"])("320 px wide, nothing has to be scrolled sideways, %s", async (lang) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await openEvent({ ...zeroCertificates, title: "W".repeat(120), eventType: null }, { lang });
    const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
    expect(await width()).toBe(320);
    expect(await violations()).toEqual([]);
    await page.click("button[value=final]");
    await page.locator("#summary:focus").waitFor();
    expect(await width()).toBe(320);
    await page.goto(`${backend.address}/?lang=${lang}`);
    expect(await width()).toBe(320);
  });
});
