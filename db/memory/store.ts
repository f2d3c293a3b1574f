import { decideCancel } from "@/lib/domain/cancel";
import type { City } from "@/lib/domain/city";
import { dayEnd, dayStart } from "@/lib/domain/civil-time";
import type { HolidayOn } from "@/lib/domain/day-plan";
import { ownStanding } from "@/lib/domain/own-visits";
import { openPlanBook } from "@/lib/domain/plan-book";
import type { Procedure } from "@/lib/domain/procedure";
import { DEFAULT_SETTINGS } from "@/lib/domain/settings";
import { floorTick, type Instant } from "@/lib/domain/tick";
import { isHeld, type Occupancy, type Visit } from "@/lib/domain/visit";
import type { Bytes, CancelOutcome, OwnVisit, Store } from "@/lib/ports/store";
import type { Cell } from "./cells";
import { claimVisit, extendHold, keyAnswer, visitsOfDay } from "./claim";
import { correspondence, dueMessages, sendAgain, settleMessage, tell, tellDevice } from "./messages";
import { moveVisit } from "./move";
import {
  bytesOf,
  changeState,
  copyOf,
  emptyRecords,
  expireDeadHolds,
  findKept,
  hexOf,
  type Kept,
  keptOf,
  type Records,
  type Transaction,
} from "./records";
import { forgetSome, toForget } from "./retention";

/** The store in memory, for fast tests: with a hand on the plan, and open to checks. */
export interface MemoryStore extends Store {
  /** Puts another city in the place of the present one, as an office manager's edit does: a new version. */
  replaceCity(city: City): void;
  /** Every visit and every taken cell, for checks. */
  inspect(): { readonly visits: readonly Visit[]; readonly cells: readonly Cell[] };
}

const ownVisitOf = (one: Kept): OwnVisit => ({ visit: one.visit, nonce: bytesOf(one.nonce) });

/** Only what says which cells are taken: the visit's person and purpose stay behind. */
function occupancyOf(visit: Visit): Occupancy {
  const { id, hallId, counterId, start, ticks, waitFrom, places, state, heldUntil } = visit;
  return { id, hallId, counterId, start, ticks, waitFrom, places, state, heldUntil };
}

const byToken = (records: Records, tokenHash: Bytes): Kept | null =>
  findKept(records, ({ token }) => token === hexOf(tokenHash));

function cancelVisit(transaction: Transaction, tokenHash: Bytes, now: Instant): CancelOutcome {
  expireDeadHolds(transaction, now);
  const one = byToken(transaction, tokenHash);
  if (!one) return { kind: "unknown" };
  const decision = decideCancel(one.visit, now);
  if (decision === "again") return { kind: "cancelled", visit: one.visit, again: true };
  if (decision === "too-late") return { kind: "too-late", visit: one.visit };
  const visit = changeState(transaction, one, "cancelled", now);
  tell(transaction, visit.id, "cancelled", now);
  return { kind: "cancelled", visit, again: false };
}

function releaseHold(transaction: Transaction, claimant: Bytes, now: Instant): boolean {
  const hold = keptOf(transaction, claimant).find(({ visit }) => isHeld(visit, now));
  if (hold) changeState(transaction, hold, "expired", now);
  return hold !== undefined;
}

/** The store in memory. Same decisions as on SQLite, with guards of its own on the cells. Keeps no audit. */
export function memoryStore(city: City, procedures: readonly Procedure[], holidayOn: HolidayOn): MemoryStore {
  let book = openPlanBook(1, city, holidayOn);
  let settings = DEFAULT_SETTINGS;
  let records = emptyRecords();
  let changes = 0;

  const writing = <T>(work: (transaction: Transaction) => T): T => {
    const copy = copyOf(records);
    const answer = work({ ...copy, book, settings });
    records = copy;
    changes++;
    return answer;
  };
  return {
    planBook: async () => book,
    settings: async () => settings,
    async changeSetting(key, value) {
      settings = { ...settings, [key]: value };
      book = openPlanBook(book.version + 1, book.city, holidayOn);
    },
    procedures: async () => procedures,
    revision: async () => `${book.version} ${changes}`,
    async dayVisits(locationId, date) {
      const firstTick = floorTick(dayStart(date));
      const ticks = floorTick(dayEnd(date)) - firstTick;
      return visitsOfDay(records, { locationId, firstTick, ticks }).map(occupancyOf);
    },
    claimVisit: async (request) => writing((transaction) => claimVisit(transaction, request)),
    cancelVisit: async (tokenHash, now) => writing((transaction) => cancelVisit(transaction, tokenHash, now)),
    moveVisit: async (request) => writing((transaction) => moveVisit(transaction, request)),
    extendHold: async (claimant, now) =>
      writing((transaction) => {
        const hold = keptOf(transaction, claimant).find(({ visit }) => isHeld(visit, now));
        return hold ? extendHold(transaction, hold, now) : null;
      }),
    keepDraft: async (device, draft) =>
      writing(({ drafts }) => {
        if (draft) drafts.set(hexOf(device), draft);
        else drafts.delete(hexOf(device));
      }),
    async draft(device, now) {
      const kept = records.drafts.get(hexOf(device));
      return kept && kept.until > now ? kept.typed : null;
    },
    releaseHold: async (claimant, now) => writing((transaction) => releaseHold(transaction, claimant, now)),
    visitByKey: async (keyHash, bodyHash) => keyAnswer(records, keyHash, bodyHash),
    async visitByToken(tokenHash) {
      const one = byToken(records, tokenHash);
      return one && ownVisitOf(one);
    },
    async visitByCode(code, contact) {
      const fits = [...records.kept.values()].filter(
        ({ visit, person }) => visit.code === code && person?.contact === contact,
      );
      const latest = fits.sort((a, b) => b.visit.start - a.visit.start)[0];
      return latest ? ownVisitOf(latest) : null;
    },
    dueMessages: async (now, most, line = null) => dueMessages(records, now, most, line),
    settleMessage: async (id, settled) => writing((transaction) => settleMessage(transaction, id, settled)),
    async correspondence(tokenHash) {
      const one = byToken(records, tokenHash);
      return one && correspondence(records, one);
    },
    sendAgain: async (tokenHash, now) =>
      writing((transaction) => sendAgain(transaction, byToken(transaction, tokenHash), now)),
    tellDevice: async (tokenHash, target, now) =>
      writing((transaction) => tellDevice(transaction, byToken(transaction, tokenHash), target, now)),
    forgetDevice: async (visitId) => writing(({ devices }) => void devices.delete(visitId)),
    toForget: async (rule) => toForget(records, rule),
    forgetSome: async (rule, most) =>
      writing((transaction) => {
        expireDeadHolds(transaction, rule.now);
        return forgetSome(transaction, rule, most);
      }),
    forgottenAmong: async (ids) => ids.filter((id) => records.kept.get(id)?.nonce === ""),
    emptyLog: async () => true,
    ownVisits: async (claimant, now) => ownStanding(keptOf(records, claimant).map(ownVisitOf), now),
    probe: async () => {},
    backup: async () => {
      throw new Error("A store in memory has no file to copy.");
    },
    close: async () => {},
    replaceCity(next) {
      book = openPlanBook(book.version + 1, next, holidayOn);
    },
    inspect: () => ({ visits: [...records.kept.values()].map((one) => one.visit), cells: records.cells.all() }),
  };
}
