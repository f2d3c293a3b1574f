import { courseOfForgettable, courseOfForgetting, courseOfMarking } from "@/lib/domain/retention/forgetting";
import { courseOfForgettingNetworks } from "@/lib/domain/retention/network-note";
import type { Retention } from "@/lib/ports/retention";
import type { Engine } from "../engine";
import type { LogKeeper } from "../log-keeper";
import { forgetMarks, forgottenAmong } from "../reading";

/** Forgetting on SQLite; what lies beside the database of earlier writes is the log. */
export const sqliteRetention = ({ open, play, decide }: Engine, log: LogKeeper): Retention => ({
  toForget: async (rule) => play(() => courseOfForgettable(rule)),
  forgetSome: (rule, most) => decide(() => courseOfForgetting(rule, most)),
  marks: async () => forgetMarks(open().orm),
  mark: (mark) => decide(() => courseOfMarking(mark)),
  forgottenAmong: async (ids) => forgottenAmong(open().orm, ids),
  forgetNetworks: (before, most) => decide(() => courseOfForgettingNetworks(before, most)),
  emptyLog: () => log.empty(),
});
