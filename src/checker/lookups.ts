import type { Almanac } from "json-rules-engine";
import type { Missing, RuleOutcome } from "../engine/outcome.ts";
import type { FieldName } from "../events/fields.ts";
import type { Lookup } from "../events/outside/defineLookup.ts";
import type { EventRecord } from "../events/record.ts";
import { optionError, refuseUnknownOptions } from "../optionError.ts";
import { isCalendarDate } from "../rules/calendar.ts";
import { type FactValue, Unavailable, type UnavailableReason } from "../rules/value.ts";
import { createLimiter } from "./limiter.ts";

/** How look-ups are made. */
export interface LookupOptions {
  /** How long one `checkAsync` waits for all its look-ups, the time in which they wait for a place included. Default 2,000. */
  readonly timeoutMs?: number;
  /** How many look-ups of one checker go on at a time, over all its requests. Default 8. */
  readonly concurrency?: number;
}

/** What came of a look-up. It does not say why one failed: such texts may hold personal data. */
export interface LookupUse {
  readonly fact: string;
  readonly state: "answered" | UnavailableReason;
}

type Answer = FactValue | null | Unavailable;
/** What was looked up: by fact a value, `null` where there is known to be none, or why there is no answer. */
export type Answers = ReadonlyMap<string, Answer>;

export interface Lookups {
  /**
   * Judges an event, looks up what its rules could not be assessed without, and judges it again, until nothing more is
   * to be looked up. Never rejects because of a look-up.
   */
  readonly settle: <Judged extends { readonly outcomes: readonly RuleOutcome[] }>(
    event: EventRecord,
    judge: (answers: Answers | undefined) => Judged,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<{ readonly judged: Judged; readonly lookups: readonly LookupUse[] }>;
}

/** Calls back after so many milliseconds; what it gives calls that off. */
export type Timer = (milliseconds: number, callBack: () => void) => () => void;

const systemTimer: Timer = (milliseconds, callBack) => {
  const timer = setTimeout(callBack, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * The look-ups of a checker: each at most once for an event, so many at a time, and none waited for longer than the
 * event's deadline.
 *
 * @param timer Replaced in tests.
 * @throws {DataQualityError} where an option is wrong.
 */
export function createLookups(
  lookups: readonly Lookup[],
  options: LookupOptions = {},
  timer: Timer = systemTimer,
): Lookups {
  const { timeoutMs, concurrency } = validated(options);
  const byName = new Map(lookups.map((lookup) => [lookup.name, lookup]));
  const limiter = createLimiter(concurrency);
  const callers = createCallers();
  // Loaded by a checker that has look-ups and by no other, before the first save could wait for it.
  const almanacs =
    lookups.length === 0 ? undefined : import("json-rules-engine").then(almanacIn, () => undefined);

  function ask(lookup: Lookup, event: EventRecord, request: Request): Promise<Answer> {
    return new Promise((resolve) => {
      void request.over.then(resolve);
      if (request.stopped() !== undefined) return;
      const leave = limiter.enter(async () => {
        // The place is free again when nobody waits any more, whatever the look-up does.
        resolve(await Promise.race([request.over, answerOf(lookup, event, request)]));
      });
      request.onStop(leave);
    });
  }

  return {
    settle: async (event, judge, { signal } = {}) => {
      let judged = judge(undefined);
      let wanted = wantedOf(judged.outcomes, byName, new Map());
      if (wanted.length === 0 || almanacs === undefined) return { judged, lookups: [] };
      const request = createRequest(timeoutMs, timer, callers, signal);
      const answers = new Map<string, Answer>();
      try {
        const almanac = await Promise.race([almanacs.then(created), request.over]);
        for (const lookup of lookups) {
          if (!(almanac instanceof Unavailable))
            almanac?.addFact(lookup.name, () => ask(lookup, event, request));
        }
        while (wanted.length > 0) {
          const found = await Promise.all(
            wanted.map(({ name }) =>
              almanac instanceof Unavailable
                ? almanac
                : (almanac?.factValue<Answer>(name) ?? new Unavailable("failed")),
            ),
          );
          for (const [index, { name }] of wanted.entries()) answers.set(name, found[index] ?? null);
          judged = judge(answers);
          // A rule may ask for a fact only where another was found: `when` first, then the violation.
          wanted = wantedOf(judged.outcomes, byName, answers);
        }
      } finally {
        request.end();
      }
      const used = lookups.flatMap(({ name }) => {
        const answer = answers.get(name);
        if (answer === undefined) return [];
        const state = answer instanceof Unavailable ? answer.reason : ("answered" as const);
        return [{ fact: name, state }];
      });
      return { judged, lookups: used };
    },
  };
}

/** The engine is CommonJS: Node tells its names one by one, a bundler may have them in `default` only. */
function almanacIn(engine: {
  readonly Almanac?: typeof Almanac;
  readonly default?: unknown;
}): typeof Almanac | undefined {
  return engine.Almanac ?? (engine.default as { readonly Almanac?: typeof Almanac } | undefined)?.Almanac;
}

function created(almanac: typeof Almanac | undefined): Almanac | undefined {
  return almanac === undefined ? undefined : new almanac();
}

/** The look-ups without which a rule could not be assessed, in the order of their definition. */
function wantedOf(
  outcomes: readonly RuleOutcome[],
  byName: ReadonlyMap<string, Lookup>,
  answers: Answers,
): readonly Lookup[] {
  const names = new Set<string>();
  const add = (missing: Missing): void => {
    if (missing.why === "derived") for (const each of missing.from) add(each);
    else if (missing.why === "notLookedUp" || missing.why === "otherRecords") names.add(missing.fact);
  };
  for (const outcome of outcomes)
    if (outcome.outcome === "notAssessed") for (const each of outcome.reasons) add(each);
  if (names.size === 0) return [];
  return [...byName.values()].filter(({ name }) => names.has(name) && !answers.has(name));
}

/** Calls a look-up. Whatever it does, there is an answer, or a word for why there is none. */
async function answerOf(lookup: Lookup, event: EventRecord, request: Request): Promise<Answer> {
  try {
    const inputs = lookup.by.map((field) => inputOf(field, event));
    const answer: unknown = await lookup.lookup(inputs, { signal: request.signal });
    return isAnswer(answer, lookup) ? answer : new Unavailable("failed");
  } catch {
    // One that is told to stop rejects for it; that is no failure of its own.
    return request.stopped() ?? new Unavailable("failed");
  }
}

function inputOf(field: FieldName, event: EventRecord): FactValue {
  const value = event[field];
  if (typeof value === "object" || value === undefined) throw new RangeError("a look-up without its input");
  return value;
}

function isAnswer(answer: unknown, { type, whole }: Lookup): answer is FactValue | null {
  if (answer === null) return true;
  switch (type) {
    case "boolean":
      return typeof answer === "boolean";
    case "number":
      return (
        typeof answer === "number" &&
        (whole === true ? Number.isSafeInteger(answer) : Number.isFinite(answer))
      );
    case "text":
      return typeof answer === "string";
    case "date":
      return typeof answer === "string" && isCalendarDate(answer);
    case "list":
      return (
        Array.isArray(answer) && answer.every((item) => ["string", "number", "boolean"].includes(typeof item))
      );
  }
}

/** One call of `checkAsync`, until it is over. */
interface Request {
  /** Fires at the deadline, and when the caller gives up. */
  readonly signal: AbortSignal;
  /** Comes when the signal fires. */
  readonly over: Promise<Unavailable>;
  /** What `over` comes to, once it has. */
  readonly stopped: () => Unavailable | undefined;
  /**
   * Calls back when it stops. Not by the signal: it is the look-ups' own, and Node warns of a leak where more than ten
   * listen to one.
   */
  readonly onStop: (callBack: () => void) => void;
  readonly end: () => void;
}

/** Tells calls that their caller gives up. */
interface Callers {
  /** @returns Ends it. */
  readonly listen: (signal: AbortSignal, callBack: () => void) => () => void;
}

/** Saves may share one signal, as that of a server that shuts down: it has one listener, however many are under way. */
function createCallers(): Callers {
  const calls = new WeakMap<AbortSignal, { readonly all: Set<() => void>; readonly tell: () => void }>();

  function listenTo(signal: AbortSignal): { readonly all: Set<() => void>; readonly tell: () => void } {
    const all = new Set<() => void>();
    const tell = (): void => {
      for (const each of all) each();
    };
    signal.addEventListener("abort", tell, { once: true });
    const fresh = { all, tell };
    calls.set(signal, fresh);
    return fresh;
  }

  return {
    listen(signal, callBack) {
      const { all, tell } = calls.get(signal) ?? listenTo(signal);
      all.add(callBack);
      return () => {
        all.delete(callBack);
        if (all.size > 0) return;
        signal.removeEventListener("abort", tell);
        calls.delete(signal);
      };
    },
  };
}

function createRequest(
  timeoutMs: number,
  timer: Timer,
  callers: Callers,
  caller: AbortSignal | undefined,
): Request {
  const controller = new AbortController();
  let stopped: Unavailable | undefined;
  let tell: (reason: Unavailable) => void = () => {};
  const onStop: (() => void)[] = [];
  const over = new Promise<Unavailable>((resolve) => {
    tell = resolve;
  });
  const stop = (reason: UnavailableReason): void => {
    if (stopped !== undefined) return;
    stopped = new Unavailable(reason);
    tell(stopped);
    // First: who hears the signal may free a place, and this call must not take it.
    for (const callBack of onStop) callBack();
    controller.abort();
  };
  const cancel = (): void => stop("cancelled");
  if (caller?.aborted === true) cancel();
  // `null` is what a caller without types may say.
  const leave = caller == null || stopped !== undefined ? undefined : callers.listen(caller, cancel);
  // Last: what a caller without types gives may be no signal, and nobody would call the timer off.
  const callOff = timer(timeoutMs, () => stop("late"));
  return {
    signal: controller.signal,
    over,
    stopped: () => stopped,
    onStop: (callBack) => void onStop.push(callBack),
    end: () => {
      callOff();
      leave?.();
    },
  };
}

/** The largest delay of a timer. */
const longest = 2_147_483_647;
const optionNames = ["timeoutMs", "concurrency"];

function validated(options: LookupOptions): Required<LookupOptions> {
  refuseUnknownOptions(options, optionNames, "lookups");
  const { timeoutMs = 2_000, concurrency = 8 } = options;
  for (const [name, value] of Object.entries({ timeoutMs, concurrency })) {
    if (!Number.isInteger(value) || value < 1 || value > longest)
      throw optionError(`lookups.${name}`, value, `a whole number from 1 to ${longest}`);
  }
  return { timeoutMs, concurrency };
}
