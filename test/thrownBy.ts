import { DataQualityError } from "../src/errors.ts";

/** What a call throws; a call that throws nothing, or something else, fails the test. */
export function thrownBy(act: () => unknown): DataQualityError {
  try {
    act();
  } catch (error) {
    if (error instanceof DataQualityError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
