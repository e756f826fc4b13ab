// The event's form: saves by fetch, and shows beside each field what was found in it. Served as it is, without a build.

const page = JSON.parse(document.getElementById("page").textContent);
const { locale, texts } = page;
const form = document.getElementById("event");
const said = document.getElementById("said");
const summary = document.getElementById("summary");
const marks = { error: "✕", warning: "!", info: "i" };
const sentences = new Intl.Segmenter(locale, { granularity: "sentence" });
let title = document.title;
let version = page.version;
/** How often something was entered, and how often until the last save: the difference is not saved yet. */
let entered = 0;
let enteredAtSave = 0;

/** An element with its attributes and content; text is always put in as text. */
function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

function filled(text, values) {
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

function control(field) {
  const found = form.elements.namedItem(field);
  return found instanceof HTMLElement && found.dataset.kind !== undefined ? found : null;
}

function labelOf(field) {
  return form.querySelector(`label[for="${CSS.escape(field)}"]`)?.textContent ?? field;
}

/** What stands in the form as an event. What is no number stays text, for the server to say so. */
function eventInForm() {
  const event = {};
  for (const each of form.elements) {
    const { kind } = each.dataset;
    const text = each.value?.trim();
    if (kind === undefined) continue;
    if (text === "") event[each.name] = null;
    else if (kind === "flag") event[each.name] = text === "true";
    else if (["count", "percent", "score"].includes(kind)) event[each.name] = numberOf(text);
    else event[each.name] = text;
  }
  return event;
}

function numberOf(text) {
  const plain = text.replace(/^(-?\d+),(\d{1,2})$/, "$1.$2");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/** The value as the form shows it: the words of a list, not its code. */
function shown(field, value) {
  const each = control(field);
  if (each instanceof HTMLSelectElement) {
    const option = [...each.options].find((one) => one.value === String(value));
    if (option !== undefined) return option.text;
  }
  return typeof value === "number" ? value.toLocaleString(locale) : String(value);
}

function severityMark(severity) {
  return element(
    "strong",
    { class: "severity" },
    element("span", { class: "mark", "aria-hidden": "true" }, marks[severity]),
    `${texts.severities[severity]}${texts.colon} `,
  );
}

function clear() {
  say("");
  summary.hidden = true;
  document.title = title;
  for (const messages of form.querySelectorAll(".messages")) messages.replaceChildren();
  for (const invalid of form.querySelectorAll("[aria-invalid]")) invalid.removeAttribute("aria-invalid");
  for (const field of form.querySelectorAll(".field")) field.classList.remove("error", "warning", "info");
}

function mark(field, severity) {
  const each = control(field);
  if (each === null) return;
  const box = each.closest(".field");
  if (["error", "warning", "info"].every((one) => !box.classList.contains(one))) box.classList.add(severity);
  if (severity === "error") each.setAttribute("aria-invalid", "true");
}

function suggestion(field, value) {
  const words = shown(field, value);
  const button = element("button", { type: "button", class: "use" }, filled(texts.use, { value: words }));
  button.addEventListener("click", () => {
    const each = control(field);
    each.value = String(value);
    entered += 1;
    each.focus();
    say(filled(texts.used, { field: labelOf(field), value: words }));
  });
  // Heard alone, “Use 17” does not say for what.
  button.setAttribute("aria-label", `${button.textContent} – ${labelOf(field)}`);
  return button;
}

/** Each finding in full at its first field; at the others a word that they go with it, and what to enter. */
function showFinding({ severity, message, fix, fields }) {
  const own = fields.filter(({ field }) => control(field) !== null);
  const [first] = own;
  for (const { field, suggested } of own) {
    mark(field, severity);
    const messages = document.getElementById(`${field}-messages`);
    const text = field === first.field ? [message] : [filled(texts.see, { field: labelOf(first.field) })];
    const box = element(
      "div",
      { class: `message ${severity}` },
      element("p", {}, severityMark(severity), ...text),
    );
    if (field === first.field) box.append(element("p", { class: "fix" }, fix));
    if (suggested !== undefined && !Array.isArray(suggested)) box.append(suggestion(field, suggested));
    messages.append(box);
  }
  return {
    field: first?.field,
    severity,
    text: own.length === 0 ? `${message} ${fix}` : firstSentence(message),
  };
}

function firstSentence(text) {
  for (const { segment } of sentences.segment(text)) return segment.trim();
  return text;
}

/** The list at the top, in the order of the form; it gets the focus, so that it is read out first. */
function showSummary(heading, entries, isFocused) {
  const places = [...form.elements];
  const place = ({ field }) => (field === undefined ? -1 : places.indexOf(control(field)));
  const sorted = entries
    .map((entry, index) => ({ entry, index }))
    .sort((one, other) => place(one.entry) - place(other.entry) || one.index - other.index);
  summary.querySelector("h2").textContent = heading;
  summary.querySelector("ul").replaceChildren(
    ...sorted.map(({ entry: { field, severity, text, href } }) => {
      const label = field === undefined ? "" : `${labelOf(field)} – `;
      const target = href ?? (field === undefined ? undefined : `#${field}`);
      const words = `${label}${text}`;
      const link = target === undefined ? words : element("a", { href: target }, words);
      return element(
        "li",
        { class: severity ?? "error" },
        ...(severity === undefined ? [] : [severityMark(severity)]),
        link,
      );
    }),
  );
  summary.hidden = false;
  if (!isFocused) return;
  document.title = `${heading} – ${title}`;
  summary.focus();
}

// A link to a field moves the focus into it, and its label into sight.
summary.addEventListener("click", (click) => {
  const href = click.target.closest("a")?.getAttribute("href");
  if (!href?.startsWith("#")) return;
  const each = control(href.slice(1));
  if (each === null) return;
  click.preventDefault();
  each.closest(".field").scrollIntoView();
  each.focus({ preventScroll: true });
});

function say(text) {
  said.textContent = text;
}

function showFindings(heading, findings, isFocused) {
  clear();
  if (findings.length > 0) showSummary(heading, findings.map(showFinding), isFocused);
}

/** What the request itself has wrong, by the pointers of the problem document. */
function showProblem(heading, { errors = [], detail, title: kind }) {
  clear();
  const entries = errors.map((error) => {
    const field = decodeURIComponent(error.pointer ?? "").slice(2);
    return showFinding({ severity: "error", message: error.detail, fix: "", fields: [{ field }] });
  });
  showSummary(heading, entries.length > 0 ? entries : [{ text: detail ?? kind ?? heading }], true);
}

/** What the browser itself cannot read, such as half a date: it gives it as empty, and as that it would be stored. */
function unreadInForm() {
  return [...form.elements]
    .filter(({ dataset, validity }) => dataset.kind !== undefined && validity.badInput)
    .map(({ name, dataset }) => ({
      pointer: `#/${name}`,
      detail: texts.problems[dataset.kind] ?? texts.problems.text,
    }));
}

async function save(stage) {
  const event = eventInForm();
  const id = event.eventId;
  const errors = unreadInForm();
  if (id === null) errors.push({ pointer: "#/eventId", detail: texts.problems.text });
  if (errors.length > 0) {
    showProblem(texts.unreadable, { errors });
    return;
  }
  const enteredNow = entered;
  say(texts.saving);
  const query = new URLSearchParams({ stage, lang: locale, ...(version === null ? {} : { version }) });
  const answer = await fetch(`/events/${encodeURIComponent(id)}?${query}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(event),
    signal: AbortSignal.timeout(30_000),
  });
  const result = await answer.json();
  if (answer.ok) {
    enteredAtSave = enteredNow;
    saved(stage, event, result);
  } else {
    if (answer.status === 422) showFindings(texts.blocked, result.findings, true);
    else if (answer.status === 409 && version === null)
      showProblem(texts.failed, { errors: [{ pointer: "#/eventId", detail: texts.taken }] });
    else if (answer.status === 409) {
      clear();
      const href = `/events/${encodeURIComponent(id)}/edit?lang=${locale}`;
      showSummary(texts.failed, [{ text: texts.conflict }, { text: texts.latest, href }], true);
    } else showProblem(answer.status === 400 ? texts.unreadable : texts.failed, result);
  }
}

function saved(stage, event, result) {
  if (version === null) settle(result.eventId);
  version = result.version;
  const name = event.title ?? result.eventId;
  document.querySelector("h1").textContent = name;
  title = `${name} – ${texts.title}`;
  const state = document.getElementById("stage");
  state.textContent = texts.stages[stage];
  state.className = `stage stage-${stage}`;
  document.getElementById("version").textContent = filled(texts.version, { version });
  showFindings(texts.saved, result.findings, true);
  if (result.notAssessed.some(({ reasons }) => reasons.some(isUnanswered))) say(texts.notLookedUp);
  else say(result.findings.length === 0 ? texts.savedClean : "");
  if (result.findings.length === 0) said.scrollIntoView({ block: "nearest" });
}

/** Whether a look-up without an answer is why a rule was not assessed: then nothing found is not nothing wrong. */
function isUnanswered({ why, from = [] }) {
  return why.startsWith("lookup") || from.some(isUnanswered);
}

/** What was new has an address now, and an identifier that stays. */
function settle(id) {
  const path = `/events/${encodeURIComponent(id)}/edit`;
  history.replaceState(null, "", `${path}?lang=${locale}`);
  for (const link of document.querySelectorAll("nav a[hreflang]"))
    link.href = `${path}?lang=${link.hreflang}`;
  control("eventId").readOnly = true;
  document.getElementById("id").textContent = id;
  document.getElementById("state").hidden = false;
}

form.addEventListener("input", () => {
  entered += 1;
});

// Also a change of the language leaves the page.
addEventListener("beforeunload", (leave) => {
  if (entered !== enteredAtSave) leave.preventDefault();
});

let isSaving = false;

form.addEventListener("submit", async (submit) => {
  submit.preventDefault();
  if (isSaving) return;
  isSaving = true;
  try {
    await save(submit.submitter?.value ?? "draft");
  } catch {
    clear();
    showSummary(texts.failed, [{ text: texts.offline }], true);
  } finally {
    isSaving = false;
  }
});

showFindings(texts.open, page.findings, false);
// Without this script they would send what was entered as part of an address.
for (const button of form.querySelectorAll("button[name=stage]")) button.disabled = false;
