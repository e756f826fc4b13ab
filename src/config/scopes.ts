import type { Config, Scope } from "./config.ts";

/**
 * Events that a configuration treats alike: numbers stand for the units that it names, and one for all others; so for kinds
 * of event. There are few, whatever stands in the events.
 */
export interface Scopes {
  readonly units: Axis;
  readonly eventTypes: Axis;
}

export interface Axis {
  /** How many classes there are. Class 0 is everything that is not named, and nothing. */
  readonly size: number;
  readonly classOf: (code: string | null) => number;
  /** The name of a class; `null` for class 0. */
  readonly nameOf: (index: number) => string | null;
}

export function scopesOf({ layers }: Config): Scopes {
  const blocks = layers.flatMap((layer) => layer.blocks);
  return {
    units: axisOf(blocks.flatMap(({ units }) => units)),
    eventTypes: axisOf(blocks.flatMap(({ eventTypes }) => eventTypes)),
  };
}

function axisOf(codes: readonly string[]): Axis {
  const names = [...new Set(codes)];
  const classes = new Map(names.map((name, index) => [name, index + 1]));
  return {
    size: names.length + 1,
    classOf: (code) => (code === null ? 0 : (classes.get(code) ?? 0)),
    nameOf: (index) => names[index - 1] ?? null,
  };
}

/** Whether a scope is about an event; one without unit or kind is in none that asks for it. */
export function covers({ units, eventTypes }: Scope, unit: string | null, eventType: string | null): boolean {
  return isAmong(units, unit) && isAmong(eventTypes, eventType);
}

function isAmong(codes: readonly string[], code: string | null): boolean {
  return codes.length === 0 || (code !== null && codes.includes(code));
}

/** A kind of events that a configuration treats alike, by one unit and one kind of event that stand for it. */
export interface Sort {
  readonly unit: string | null;
  readonly eventType: string | null;
}

/** Every kind of events that a configuration tells apart; of one unit, or one kind, alone where it is given. */
export function sortsOf({ units, eventTypes }: Scopes, only: Partial<Sort> = {}): readonly Sort[] {
  return namesOf(units, only.unit).flatMap((unit) =>
    namesOf(eventTypes, only.eventType).map((eventType) => ({ unit, eventType })),
  );
}

function namesOf({ size, nameOf }: Axis, only: string | null | undefined): readonly (string | null)[] {
  return only === undefined ? Array.from({ length: size }, (_, index) => nameOf(index)) : [only];
}
