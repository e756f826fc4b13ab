/**
 * Whether a test must fail where a tool or the network is missing, instead of being skipped with a message. So it is in
 * `.ci/run`; on a person's machine `npm test` needs nothing but Node.
 */
export const requireAll = process.env.EMS_DQ_REQUIRE_ALL === "1";
