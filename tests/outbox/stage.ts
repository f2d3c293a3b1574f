import { setTimeout as pause } from "node:timers/promises";
import { onTestFinished } from "vitest";
import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { Instant } from "@/lib/domain/time/tick";
import type { Channel } from "@/lib/domain/visit/visit";
import type { TokenHash } from "@/lib/domain/who/ids";
import type { ClockTrust } from "@/lib/ports/clock";
import type { Messages } from "@/lib/ports/messages";
import type { Store } from "@/lib/ports/store";
import { letterBoxBeside } from "@/lib/server/outbox/letter-box";
import { type MailPatience, mailGateway } from "@/lib/server/outbox/mail";
import { mailServerOf } from "@/lib/server/outbox/mail-server";
import { type Gateways, type Outbox, openOutbox } from "@/lib/server/outbox/outbox";
import type { Gateway } from "@/lib/server/outbox/route";
import { NINE } from "../store/engine";
import { openDatabase, type SqliteEngine, sqliteEngine } from "../store/sqlite-engine";
import { booked, claimsWith } from "../support/claims";
import { aCity, aCounter, aGroup, aHall, noHolidays, pinnedClock, TUESDAY, testSeal, tickAt } from "../support/make";

/** A city with room for everybody: twenty counters of one group, no limit on waiting. */
const CITY = aCity({
  halls: [aHall("parter", null)],
  groups: [aGroup("meldunki")],
  counters: Array.from({ length: 20 }, (_, index) =>
    aCounter(index + 1, { groups: ["meldunki"], windows: ["08:00-16:00"] }),
  ),
});

/** Patience scaled down: a second stands for the ten minutes after the final dot. */
export const SHORT: MailPatience = { setupMs: 2_000, silenceMs: 1_000, wholeMs: 3_000 };

export interface OutboxStage {
  readonly engine: SqliteEngine;
  readonly clock: ReturnType<typeof pinnedClock>;
  readonly outbox: Outbox;
  /** Ways and results, in the order in which they came. */
  readonly attempts: readonly string[];
  /** Opens another outbox on the same database, as the next start does; on a file with a connection of its own. */
  reopen(): Outbox;
  /** Somebody books; gives the hash of the ticket's token. */
  book(contact: string, now?: Instant, channel?: Channel): Promise<TokenHash>;
  /** State and reason of the messages, oldest first: `sent`, `waiting` or `dropped unclear`. */
  states(kind?: string): string[];
}

const FILES: Gateway<never> = { lines: 1, longestMs: 1, send: async () => "sent", close: () => undefined };

export interface StageOptions {
  readonly trust?: ClockTrust;
  readonly patience?: MailPatience;
  readonly connections?: number;
  readonly gateways?: Partial<Gateways>;
  /** Where the database lies; in memory if nowhere is said. */
  readonly file?: string;
  /** The messages with a guard taken out. */
  readonly careless?: (messages: Messages) => Messages;
}

/** The gateway to a mail server on the loopback. */
export const mailTo = (url: string, connections: number, patience: MailPatience): Gateway<string> =>
  mailGateway(
    { server: mailServerOf({ url, plaintext: false, connections }), from: "urzad@example.pl", host: "example.pl" },
    letterBoxBeside("/nowhere/okienko.db"),
    patience,
  );

/** An outbox on a database in memory, with a clock of its own; it is not started. */
export function openStage(url: string, options: StageOptions = {}): OutboxStage {
  const {
    patience = SHORT,
    connections = 20,
    gateways = {},
    careless = (messages) => messages,
    file,
    trust = TRUSTED,
  } = options;
  const engine = file === undefined ? sqliteEngine(CITY) : sqliteEngine(CITY, noHolidays, openDatabase(CITY, file));
  const further: Store[] = [];
  const clock = pinnedClock(NINE);
  const attempts: string[] = [];
  const seal = testSeal();
  const claims = claimsWith(seal);
  const opened: Outbox[] = [];
  const open = (store: Store): Outbox => {
    const ports = { ...store, messages: careless(store.messages) };
    const outbox = openOutbox({
      ...{ ...ports, clock, trust, seal, origin: "https://wizyty.example.pl" },
      gateways: { email: mailTo(url, connections, patience), sms: FILES, push: FILES, ...gateways },
      metrics: {
        message: (by, result) => attempts.push(`${by} ${result}`),
        smsSpent: () => undefined,
        smsDay: () => undefined,
      },
      hotline: HOTLINE,
    });
    opened.push(outbox);
    return outbox;
  };
  onTestFinished(async () => {
    for (const outbox of opened) await outbox.stop();
    for (const store of further) await store.close();
    engine.client.close();
  });
  function reopen(): Outbox {
    if (file === undefined) return open(engine.store);
    const store = sqliteStore(openClient(file), noHolidays);
    further.push(store);
    return open(store);
  }
  let people = 0;
  return {
    ...{ engine, clock, attempts, outbox: open(engine.store), reopen },
    async book(contact, now = clock.now(), channel = "online") {
      const person = { name: "Ala", contact, language: "pl" };
      const start = tickAt("08:00", TUESDAY) + 3 * Math.floor(people / 10);
      const made = { group: "meldunki", start, now, person, limitContact: false };
      const request = { ...claims.byKey(`key ${people++}`, "body", made), channel };
      const { nonce } = booked(await engine.store.visits.claim(request));
      return claims.tokenHash(nonce);
    },
    states(kind = "confirmed") {
      const rows = engine.client
        .prepare<[string], { state: string; reason: string | null }>(
          "SELECT state, reason FROM message WHERE kind = ? ORDER BY id",
        )
        .all(kind);
      return rows.map(({ state, reason }) => (reason === null ? state : `${state} ${reason}`));
    },
  };
}

/** A clock that nobody doubts. */
const TRUSTED: ClockTrust = { doubt: () => null, runningMs: () => null, owes: () => false };

const HOTLINE: Hotline = {
  ...{ name: "Poznań Kontakt", phone: "61 646 33 44", phoneE164: "+48616463344" },
  weekdays: { from: "07:30", to: "20:00" },
};

/** Waits until something is so, for a few seconds at most. */
export async function until(isSo: () => boolean, seconds = 8): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; !isSo() && Date.now() < end; ) await pause(20);
}
