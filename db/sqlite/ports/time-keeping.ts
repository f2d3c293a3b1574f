import type { TimeKeeping } from "@/lib/ports/time-keeping";
import type { Engine } from "../engine";
import { letGo } from "../set-back";
import { keepTime } from "../time-record";

/** What is kept of time itself, on SQLite. */
export const sqliteTimeKeeping = ({ open, write }: Engine): TimeKeeping => ({
  keep: (kept) => write(() => keepTime(open(), kept)),
  letGo: (setBack) => write(() => letGo(open(), setBack)),
});
