/** Prints a report on dates around which clocks change. Run in a process of its own, in a zone of its own. */
import { createChecker } from "../../src/checker/checker.ts";

const days = [
  "2018-11-03",
  "2018-11-04",
  "2018-11-05",
  "2011-12-29",
  "2011-12-30",
  "2011-12-31",
  "2025-03-30",
  "2025-06-30",
];
const events = days.flatMap((endDate, index) =>
  days.map((startDate, other) => ({
    eventId: `EMS-${index}-${other}`,
    title: "Trade law",
    status: "completed",
    startDate,
    endDate,
    participants: 25,
    certificateType: "completion",
  })),
);
for (const asOf of ["2025-06-30", "2018-11-04", "2011-12-30"]) {
  const checker = createChecker({ asOf });
  console.log(JSON.stringify(checker.checkAll(events)));
  console.log(JSON.stringify(events.map((event) => checker.check(event))));
}
