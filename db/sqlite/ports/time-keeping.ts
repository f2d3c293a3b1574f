import { courseOfSetBack } from "@/lib/domain/visit/set-back";
import type { TimeKeeping } from "@/lib/ports/time-keeping";
import type { Engine } from "../engine";
import { keepTime } from "../time-record";

/** What is kept of time itself, on SQLite. */
export const sqliteTimeKeeping = ({ open, write, decide }: Engine): TimeKeeping => ({
  keep: (kept) => write(() => keepTime(open(), kept)),
  letGo: (setBack) => decide((session) => courseOfSetBack(session.book, setBack)),
});
