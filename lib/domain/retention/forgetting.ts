import { type Course, learn, write } from "../course/course";
import { audited, endWhatIsOver } from "../visit/state-change";
import { type ForgetMark, type ForgetRule, type Forgettable, type Forgotten, isRipe } from "./retention";

/** The visits of each kind that a rule forgets. */
const forgettable = (rule: ForgetRule): Readonly<Record<"walkIns" | "persons" | "noShows", Forgettable>> => ({
  walkIns: { before: rule.walkInsBefore, ofPerson: false, missed: null },
  persons: { before: rule.personsBefore, ofPerson: true, missed: false },
  noShows: { before: rule.noShowsBefore, ofPerson: true, missed: true },
});

/** What a rule would forget now; changes nothing. */
export function* courseOfForgettable(rule: ForgetRule): Course<Forgotten> {
  const { walkIns, persons, noShows } = forgettable(rule);
  return {
    walkIns: yield* learn("forgettableCount", walkIns),
    persons: yield* learn("forgettableCount", persons),
    noShows: yield* learn("forgettableCount", noShows),
    devices: yield* learn("devicesBefore", { before: rule.devicesBefore }),
    drafts: yield* learn("draftsBefore", { now: rule.now }),
  };
}

/** Forgets at most so many visits of a kind; gives how many it were. */
function* forget(of: Forgettable, most: number): Course<number> {
  const ids = yield* learn("forgettable", { ...of, most });
  yield* write(ids.map((visitId) => ({ kind: "forget-visit", visitId })));
  return ids.length;
}

/** Forgets at most so many visits, and all old devices and drafts; all zero once nothing is left. */
export function* courseOfForgetting(rule: ForgetRule, most: number): Course<Forgotten> {
  yield* endWhatIsOver(rule.now);
  const kinds = forgettable(rule);
  // Devices first, so that each is counted: forgetting a visit takes its device with it.
  const devices = yield* learn("devicesBefore", { before: rule.devicesBefore });
  const drafts = yield* learn("draftsBefore", { now: rule.now });
  yield* write([
    { kind: "forget-devices", before: rule.devicesBefore },
    { kind: "forget-drafts", now: rule.now },
  ]);
  const walkIns = yield* forget(kinds.walkIns, most);
  const persons = yield* forget(kinds.persons, most - walkIns);
  const noShows = yield* forget(kinds.noShows, most - walkIns - persons);
  return { walkIns, persons, noShows, devices, drafts };
}

/** Marks what will be due. Marks older than the newest that is ripe are of no use any more and go. */
export function* courseOfMarking(mark: ForgetMark): Course<void> {
  const marks = yield* learn("forgetMarks", {});
  const ripe = marks.find((one) => isRipe(one, mark.runningMs));
  yield* write([
    ...(ripe ? [{ kind: "drop-marks", before: ripe.id } as const] : []),
    { kind: "mark-to-forget", mark },
    audited({ now: mark.at, actor: "system" }, null, "marked"),
  ]);
}
