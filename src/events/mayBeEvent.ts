/**
 * Whether a value can be an event at all: an object that is no list. What it holds is for the check to say, which reads
 * whatever stands there and never throws.
 */
export function mayBeEvent(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  try {
    return !Array.isArray(value);
  } catch {
    // A proxy that was revoked: an object, of which the check will say that nothing can be read.
    return true;
  }
}
