/**
 * A question that cannot be put, for a reason that the user is told: a rule that says nothing at all, or more than can be
 * gone through. Any other exception is a mistake of the solver, and is never told as "could not be decided".
 */
export class Unsolvable extends Error {}
