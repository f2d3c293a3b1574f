import { and, asc, count, eq, gt, gte, inArray, isNotNull, isNull, lt, lte, ne, or, sql } from "drizzle-orm";
import { NEWS } from "@/lib/domain/messages/message";
import type { Orm } from "./client";
import * as t from "./schema";

const p = sql.placeholder;

/** Spelled like the condition of the index `visit_code`: as parameters SQLite could not match it. */
const LIVE_OR_HELD = sql`${t.visit.state} IN ('held','booked','arrived','parked','called','in-service')`;

const WAS_OR_WILL_BE_SENT = sql`(${t.message.state} <> 'dropped' OR ${t.message.reason} = 'unclear')`;

/** The hot paths, prepared once per connection: 2 to 3.5 times as fast as building them anew. */
export function prepareStatements(orm: Orm) {
  return {
    planVersion: orm
      .select({ version: t.planVersion.version })
      .from(t.planVersion)
      .where(eq(t.planVersion.id, 1))
      .prepare(),
    visitByNonce: orm
      .select()
      .from(t.visit)
      .where(eq(t.visit.nonce, p("nonce")))
      .prepare(),
    visitByKey: orm
      .select()
      .from(t.visit)
      .where(eq(t.visit.keyHash, p("keyHash")))
      .prepare(),
    visitByToken: orm
      .select()
      .from(t.visit)
      .where(eq(t.visit.token, p("token")))
      .prepare(),
    visitByDevice: orm
      .select()
      .from(t.visit)
      .where(
        and(
          eq(t.visit.device, p("device")),
          gte(t.visit.startTick, p("from")),
          lt(t.visit.startTick, p("to")),
          LIVE_OR_HELD,
        ),
      )
      .orderBy(asc(t.visit.startTick), asc(t.visit.id))
      .prepare(),
    visitsByMailbox: orm
      .select()
      .from(t.visit)
      .where(and(eq(t.visit.mailbox, p("mailbox")), gte(t.visit.startTick, p("from"))))
      .prepare(),
    // The plus keeps SQLite at the few holds there are: by the device it would read all of a network's visits.
    holdByDevice: orm
      .select()
      .from(t.visit)
      .where(
        and(eq(t.visit.state, sql`'held'`), gt(t.visit.heldUntil, p("now")), sql`+${t.visit.device} = ${p("device")}`),
      )
      .orderBy(asc(t.visit.startTick), asc(t.visit.id))
      .prepare(),
    networkBookings: orm
      .select({ id: t.visit.id })
      .from(t.visit)
      .where(
        and(
          eq(t.visit.network, p("network")),
          gt(t.visit.networkAt, p("since")),
          // Spelled like the condition of the index `visit_network`.
          isNotNull(t.visit.mailbox),
        ),
      )
      .limit(p("most"))
      .prepare(),
    // The plus keeps SQLite at the few holds there are.
    networkHolds: orm
      .select({ id: t.visit.id })
      .from(t.visit)
      .where(
        and(
          eq(t.visit.state, sql`'held'`),
          gt(t.visit.heldUntil, p("now")),
          sql`+${t.visit.network} = ${p("network")}`,
          gte(t.visit.startTick, p("from")),
        ),
      )
      .prepare(),
    codeInUse: orm
      .select({ id: t.visit.id })
      .from(t.visit)
      .where(and(eq(t.visit.code, p("code")), LIVE_OR_HELD))
      .prepare(),
    // Read as columns in this order: db/sqlite/gather/day.ts.
    dayVisits: orm
      .select({
        id: t.visit.id,
        hallId: t.visit.hallId,
        counterId: t.visit.counterId,
        startTick: t.visit.startTick,
        ticks: t.visit.ticks,
        waitFrom: t.visit.waitFrom,
        places: t.visit.places,
        state: t.visit.state,
        heldUntil: t.visit.heldUntil,
        // Compared here: a value of bytes for each of a day's rows costs more than all the rest of them.
        isOfNetwork: sql<number | null>`${t.visit.network} = ${p("network")}`,
        leftLate: t.visit.leftLate,
      })
      .from(t.visit)
      .where(
        and(eq(t.visit.locationId, p("locationId")), gte(t.visit.startTick, p("from")), lt(t.visit.startTick, p("to"))),
      )
      .prepare(),
    deadHolds: orm
      .select()
      .from(t.visit)
      .where(and(eq(t.visit.state, sql`'held'`), lte(t.visit.heldUntil, p("now"))))
      .prepare(),
    restsOfDay: orm
      .select({ rest: t.rest, isOfNetwork: sql<number | null>`${t.visit.network} = ${p("network")}` })
      .from(t.rest)
      .innerJoin(t.visit, eq(t.visit.id, t.rest.visitId))
      .where(
        and(eq(t.rest.locationId, p("locationId")), gte(t.rest.startTick, p("from")), lt(t.rest.startTick, p("to"))),
      )
      .prepare(),
    restsOfVisit: orm
      .select()
      .from(t.rest)
      .where(and(eq(t.rest.visitId, p("visitId")), gt(t.rest.restUntil, p("now"))))
      .prepare(),
    oldRests: orm
      .select()
      .from(t.rest)
      .where(lte(t.rest.restUntil, p("now")))
      .prepare(),
    insertRest: orm
      .insert(t.rest)
      .values({
        visitId: p("visitId"),
        locationId: p("locationId"),
        hallId: p("hallId"),
        counterId: p("counterId"),
        startTick: p("startTick"),
        ticks: p("ticks"),
        waitFrom: p("waitFrom"),
        places: p("places"),
        restUntil: p("restUntil"),
      })
      .prepare(),
    deleteRest: orm
      .delete(t.rest)
      .where(
        and(
          eq(t.rest.locationId, p("locationId")),
          eq(t.rest.startTick, p("startTick")),
          eq(t.rest.counterId, p("counterId")),
        ),
      )
      .prepare(),
    locationDay: orm
      .select({ planVersion: t.locationDay.planVersion })
      .from(t.locationDay)
      .where(and(eq(t.locationDay.locationId, p("locationId")), eq(t.locationDay.day, p("day"))))
      .prepare(),
    nextNumber: orm
      .insert(t.ticketSequence)
      .values({ hallId: p("hallId"), letter: p("letter"), day: p("day"), last: 1 })
      .onConflictDoUpdate({
        target: [t.ticketSequence.hallId, t.ticketSequence.letter, t.ticketSequence.day],
        set: { last: sql`${t.ticketSequence.last} + 1` },
      })
      .returning({ last: t.ticketSequence.last })
      .prepare(),
    insertVisit: orm
      .insert(t.visit)
      .values({
        locationId: p("locationId"),
        hallId: p("hallId"),
        counterId: p("counterId"),
        caseGroupId: p("caseGroupId"),
        startTick: p("startTick"),
        ticks: p("ticks"),
        waitFrom: p("waitFrom"),
        places: p("places"),
        cases: p("cases"),
        state: p("state"),
        heldUntil: p("heldUntil"),
        channel: p("channel"),
        letter: p("letter"),
        number: p("number"),
        code: p("code"),
        token: p("token"),
        nonce: p("nonce"),
        device: p("device"),
        keyHash: p("keyHash"),
        bodyHash: p("bodyHash"),
        name: p("name"),
        contact: p("contact"),
        language: p("language"),
        createdAt: p("createdAt"),
        network: p("network"),
        networkAt: p("networkAt"),
        networkShare: p("networkShare"),
        mailbox: p("mailbox"),
      })
      .returning()
      .prepare(),
    takeTick: orm
      .insert(t.counterTick)
      .values({ counterId: p("counterId"), tick: p("tick"), visitId: p("visitId") })
      .prepare(),
    placesAt: orm
      .select({ place: t.waitingPlace.place })
      .from(t.waitingPlace)
      .where(and(eq(t.waitingPlace.hallId, p("hallId")), eq(t.waitingPlace.tick, p("tick"))))
      .orderBy(asc(t.waitingPlace.place))
      .prepare(),
    takePlace: orm
      .insert(t.waitingPlace)
      .values({ hallId: p("hallId"), tick: p("tick"), place: p("place"), visitId: p("visitId") })
      .prepare(),
    freeTicks: orm
      .delete(t.counterTick)
      .where(
        and(
          eq(t.counterTick.counterId, p("counterId")),
          gte(t.counterTick.tick, p("from")),
          lt(t.counterTick.tick, p("to")),
          eq(t.counterTick.visitId, p("visitId")),
        ),
      )
      .prepare(),
    freePlaces: orm
      .delete(t.waitingPlace)
      .where(
        and(
          eq(t.waitingPlace.hallId, p("hallId")),
          gte(t.waitingPlace.tick, p("from")),
          lt(t.waitingPlace.tick, p("to")),
          eq(t.waitingPlace.visitId, p("visitId")),
        ),
      )
      .prepare(),
    writeMessage: orm
      .insert(t.message)
      .values({
        visitId: p("visitId"),
        kind: p("kind"),
        state: p("state"),
        reason: p("reason"),
        again: sql`${p("again")}`,
        repeated: sql`${p("repeated")}`,
        counted: sql`${p("counted")}`,
        nextTryAt: p("nextTryAt"),
        attempts: 0,
        createdAt: p("createdAt"),
        line: p("line"),
        rank: p("rank"),
        unclear: 0,
      })
      .prepare(),
    dueOfLine: orm
      .select()
      .from(t.message)
      .innerJoin(t.visit, eq(t.visit.id, t.message.visitId))
      .leftJoin(t.pushSubscription, eq(t.pushSubscription.visitId, t.message.visitId))
      .where(
        and(
          sql`${t.message.state} = 'waiting'`,
          eq(t.message.line, p("line")),
          eq(t.message.rank, p("rank")),
          lte(t.message.nextTryAt, p("now")),
          or(isNull(t.message.takenUntil), lte(t.message.takenUntil, p("now"))),
          or(sql`${p("reminders")} = 1`, inArray(t.message.kind, [...NEWS])),
        ),
      )
      .orderBy(asc(t.message.nextTryAt), asc(t.message.id))
      .limit(p("most"))
      .prepare(),
    // What one network has booked for a mailbox, and what the mailbox was told again: few, for they are of one day.
    visitsOfNetworkTo: orm
      .select({ visits: count() })
      .from(t.visit)
      .where(
        and(
          eq(t.visit.mailbox, p("mailbox")),
          gte(t.visit.startTick, p("from")),
          eq(t.visit.network, p("network")),
          gt(t.visit.createdAt, p("since")),
          ne(t.visit.id, p("id")),
        ),
      )
      .prepare(),
    repeatsToMailbox: orm
      .select({ messages: count() })
      .from(t.visit)
      .innerJoin(t.message, eq(t.message.visitId, t.visit.id))
      .where(
        and(
          eq(t.visit.mailbox, p("mailbox")),
          gte(t.visit.startTick, p("from")),
          sql`${t.message.repeated} = 1 AND ${WAS_OR_WILL_BE_SENT}`,
          gt(t.message.createdAt, p("since")),
        ),
      )
      .prepare(),
    smsOfNetwork: orm
      .select({ messages: count() })
      .from(t.visit)
      .innerJoin(t.message, eq(t.message.visitId, t.visit.id))
      .where(
        and(
          eq(t.visit.network, p("network")),
          isNotNull(t.visit.mailbox),
          sql`${t.message.line} = 'sms' AND ${t.message.counted} = 1 AND ${WAS_OR_WILL_BE_SENT}`,
          gt(t.message.createdAt, p("since")),
        ),
      )
      .prepare(),
    messagesOfVisit: orm
      .select()
      .from(t.message)
      .where(eq(t.message.visitId, p("visitId")))
      .orderBy(asc(t.message.id))
      .prepare(),
    keepDraftUntil: orm
      .update(t.bookingDraft)
      .set({ keptUntil: sql`${p("keptUntil")}` })
      .where(eq(t.bookingDraft.device, p("device")))
      .prepare(),
    writeAudit: orm
      .insert(t.audit)
      .values({ at: p("at"), visitId: p("visitId"), actor: p("actor"), what: p("what"), detail: p("detail") })
      .prepare(),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
