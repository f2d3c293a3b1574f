import type { ForgetRule } from "@/lib/domain/retention";
import type { Forgotten, Retention } from "@/lib/ports/retention";
import type { Engine } from "../engine";
import type { LogKeeper } from "../log-keeper";
import { forgetNetworks } from "../networks";
import { forgetMarks, forgetSome, forgottenAmong, markToForget, toForget } from "../retention";
import type { Session } from "../session";
import { expireDeadHolds } from "../state-change";

function forgetSomeOf(session: Session, rule: ForgetRule, most: number): Forgotten {
  expireDeadHolds(session, rule.now);
  return forgetSome(session.orm, rule, most);
}

/** Forgetting on SQLite; what lies beside the database of earlier writes is the log. */
export const sqliteRetention = ({ open, write }: Engine, log: LogKeeper): Retention => ({
  toForget: async (rule) => toForget(open().orm, rule),
  forgetSome: async (rule, most) => write(() => forgetSomeOf(open(), rule, most)),
  marks: async () => forgetMarks(open().orm),
  mark: (mark) => write(() => markToForget(open(), mark)),
  forgottenAmong: async (ids) => forgottenAmong(open().orm, ids),
  forgetNetworks: (before, most) => write(() => forgetNetworks(open().orm, before, most)),
  emptyLog: () => log.empty(),
});
