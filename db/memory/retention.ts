import type { ForgetRule } from "@/lib/domain/retention";
import type { Forgotten } from "@/lib/ports/retention";
import type { Kept, Records } from "./records";

type Sort = "walkIns" | "persons" | "noShows";

/** As which kind a rule forgets a visit, if it does. */
function sortOf({ visit, person, nonce }: Kept, rule: ForgetRule): Sort | null {
  if (nonce === "") return null;
  if (!person) return visit.start < rule.walkInsBefore ? "walkIns" : null;
  if (visit.state === "no-show") return visit.start < rule.noShowsBefore ? "noShows" : null;
  return visit.start < rule.personsBefore ? "persons" : null;
}

function forgettable({ kept }: Records, rule: ForgetRule, most: number): readonly { one: Kept; sort: Sort }[] {
  return [...kept.values()]
    .flatMap((one) => {
      const sort = sortOf(one, rule);
      return sort ? [{ one, sort }] : [];
    })
    .slice(0, most);
}

const oldDevices = ({ devices, kept }: Records, rule: ForgetRule): number[] =>
  [...devices.keys()].filter((id) => (kept.get(id)?.visit.start ?? 0) < rule.devicesBefore);
const oldDrafts = ({ drafts }: Records, rule: ForgetRule): string[] =>
  [...drafts].filter(([, { until }]) => until <= rule.now).map(([device]) => device);

export function toForget(records: Records, rule: ForgetRule, most = Number.POSITIVE_INFINITY): Forgotten {
  const found = forgettable(records, rule, most);
  const count = (sort: Sort) => found.filter((one) => one.sort === sort).length;
  return {
    walkIns: count("walkIns"),
    persons: count("persons"),
    noShows: count("noShows"),
    devices: oldDevices(records, rule).length,
    drafts: oldDrafts(records, rule).length,
  };
}

export function forgetSome(records: Records, rule: ForgetRule, most: number): Forgotten {
  const forgotten = toForget(records, rule, most);
  for (const device of oldDevices(records, rule)) records.devices.delete(device);
  for (const draft of oldDrafts(records, rule)) records.drafts.delete(draft);
  for (const { one } of forgettable(records, rule, most)) {
    const { id } = one.visit;
    const visit = { ...one.visit, code: `-${id}` };
    records.kept.set(id, { visit, nonce: "", token: `forgotten ${id}`, claimant: null, key: null, person: null });
    for (const message of [...records.messages.values()])
      if (message.visitId === id) records.messages.delete(message.id);
  }
  return forgotten;
}
