import { blob, integer, primaryKey, real, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type {
  CapacityRule,
  CaseGroup,
  Confidence,
  Department,
  LocalText,
  Location,
  PlanException,
  Weekday,
} from "@/lib/domain/city/city";
import type { Settings } from "@/lib/domain/city/settings";
import type { DropReason, Line } from "@/lib/domain/messages/delivery";
import type { MessageKind } from "@/lib/domain/messages/message";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { DoubtReason } from "@/lib/domain/time/clock-trust";
import type { Channel, VisitState } from "@/lib/domain/visit/visit";
import type { Actor } from "@/lib/domain/who/actor";
import type { NetworkKind } from "@/lib/domain/who/network";

// Constraints, indexes, STRICT and triggers stand in migrations/*.sql, which Drizzle cannot express.

const flag = (name: string) => integer(name, { mode: "boolean" }).notNull();
const json = <T>(name: string) => text(name, { mode: "json" }).$type<T>();

export const location = sqliteTable("location", {
  id: integer("id").primaryKey(),
  slug: text("slug").notNull(),
  stickerCode: text("sticker_code").notNull(),
  name: json<LocalText>("name").notNull(),
  street: text("street").notNull(),
  address: text("address").notNull(),
  hours: json<Location["hours"]>("hours").notNull(),
  hoursConfidence: text("hours_confidence").$type<Confidence>().notNull(),
  dropBox: integer("drop_box", { mode: "boolean" }),
  topGroups: json<readonly string[]>("top_groups").notNull(),
});

export const hall = sqliteTable("hall", {
  id: integer("id").primaryKey(),
  slug: text("slug").notNull(),
  locationId: integer("location_id").notNull(),
  name: json<LocalText>("name").notNull(),
  areaM2: real("area_m2").notNull(),
  example: flag("example"),
});

export const capacityRule = sqliteTable("capacity_rule", {
  id: integer("id").primaryKey(),
  hallId: integer("hall_id").notNull(),
  validFrom: text("valid_from").notNull(),
  kind: text("kind").$type<CapacityRule["kind"]>().notNull(),
  amount: real("amount"),
});

export const department = sqliteTable("department", {
  id: integer("id").primaryKey(),
  slug: text("slug").notNull(),
  name: json<LocalText>("name").notNull(),
  bookableFrom: text("bookable_from").notNull(),
  bookingOpensAt: text("booking_opens_at"),
  phones: json<Department["phones"]>("phones").notNull(),
});

export const caseGroup = sqliteTable("case_group", {
  id: integer("id").primaryKey(),
  slug: text("slug").notNull(),
  departmentId: integer("department_id").notNull(),
  name: json<LocalText>("name").notNull(),
  minutes: integer("minutes").notNull(),
  maxCases: integer("max_cases").notNull(),
  casesAre: text("cases_are").$type<CaseGroup["casesAre"]>().notNull(),
  walkInOnly: flag("walk_in_only"),
  urgent: flag("urgent"),
  remoteFirst: flag("remote_first"),
  twoPeople: flag("two_people"),
  earlyMinutes: integer("early_minutes").notNull(),
});

export const servedAt = sqliteTable(
  "served_at",
  {
    caseGroupId: integer("case_group_id").notNull(),
    locationId: integer("location_id").notNull(),
    confidence: text("confidence").$type<Confidence>().notNull(),
    letter: text("letter").notNull(),
  },
  (table) => [primaryKey({ columns: [table.caseGroupId, table.locationId] })],
);

export const counter = sqliteTable("counter", {
  id: integer("id").primaryKey(),
  slug: text("slug").notNull(),
  hallId: integer("hall_id").notNull(),
  number: integer("number").notNull(),
});

export const planWindow = sqliteTable("plan_window", {
  id: integer("id").primaryKey(),
  counterId: integer("counter_id").notNull(),
  weekday: integer("weekday").$type<Weekday>().notNull(),
  from: text("from_time").notNull(),
  to: text("to_time").notNull(),
  offsetMinutes: integer("offset_minutes").notNull(),
  caseGroups: json<readonly string[]>("case_groups").notNull(),
  reservedForUrgent: flag("reserved_for_urgent"),
});

export const planException = sqliteTable(
  "plan_exception",
  {
    counterId: integer("counter_id").notNull(),
    date: text("date").notNull(),
    windows: json<PlanException["windows"]>("windows").notNull(),
  },
  (table) => [primaryKey({ columns: [table.counterId, table.date] })],
);

export const closedDay = sqliteTable("closed_day", {
  id: integer("id").primaryKey(),
  date: text("date").notNull(),
  locationId: integer("location_id"),
  reason: json<LocalText>("reason").notNull(),
});

export const extraDay = sqliteTable("extra_day", {
  id: integer("id").primaryKey(),
  date: text("date").notNull(),
  locationId: integer("location_id"),
  planOf: integer("plan_of").$type<Weekday>().notNull(),
  caseGroups: json<readonly string[]>("case_groups"),
});

export const procedure = sqliteTable("procedure", {
  slug: text("slug").primaryKey(),
  caseGroupId: integer("case_group_id").notNull(),
  /** Order in which the city lists them: the commonest of a group first. */
  position: integer("position").notNull(),
  body: json<Procedure>("body").notNull(),
});

export const setting = sqliteTable("setting", {
  key: text("key").primaryKey(),
  value: json<Settings[keyof Settings]>("value").notNull(),
});

export const planVersion = sqliteTable("plan_version", {
  id: integer("id").primaryKey(),
  version: integer("version").notNull(),
});

export const locationDay = sqliteTable(
  "location_day",
  {
    locationId: integer("location_id").notNull(),
    day: integer("day").notNull(),
    planVersion: integer("plan_version").notNull(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.day] })],
);

export const hallCapacity = sqliteTable(
  "hall_capacity",
  {
    hallId: integer("hall_id").notNull(),
    fromTick: integer("from_tick").notNull(),
    toTick: integer("to_tick").notNull(),
    places: integer("places").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hallId, table.fromTick] })],
);

export const ticketSequence = sqliteTable(
  "ticket_sequence",
  {
    hallId: integer("hall_id").notNull(),
    letter: text("letter").notNull(),
    day: integer("day").notNull(),
    last: integer("last").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hallId, table.letter, table.day] })],
);

export const visit = sqliteTable("visit", {
  id: integer("id").primaryKey(),
  locationId: integer("location_id").notNull(),
  hallId: integer("hall_id").notNull(),
  counterId: integer("counter_id").notNull(),
  caseGroupId: integer("case_group_id").notNull(),
  startTick: integer("start_tick").notNull(),
  ticks: integer("ticks").notNull(),
  waitFrom: integer("wait_from").notNull(),
  places: integer("places").notNull(),
  cases: integer("cases").notNull(),
  state: text("state").$type<VisitState>().notNull(),
  heldUntil: integer("held_until"),
  channel: text("channel").$type<Channel>().notNull(),
  letter: text("letter"),
  number: integer("number"),
  code: text("code").notNull(),
  token: blob("token", { mode: "buffer" }).notNull(),
  nonce: blob("nonce", { mode: "buffer" }),
  device: blob("device", { mode: "buffer" }),
  keyHash: blob("key_hash", { mode: "buffer" }),
  bodyHash: blob("body_hash", { mode: "buffer" }),
  name: text("name"),
  contact: text("contact"),
  language: text("language"),
  createdAt: integer("created_at").notNull(),
  /** Keyed hash of the network that took the visit's time, and since when; both go after a day. */
  network: blob("network", { mode: "buffer" }),
  networkAt: integer("network_at"),
  networkShare: text("network_share").$type<NetworkKind>(),
  leftLate: integer("left_late").notNull().default(0),
  /** The contact as it is counted. */
  mailbox: text("mailbox"),
});

/** Times that residents have left and that nobody else may have yet. */
export const rest = sqliteTable(
  "rest",
  {
    visitId: integer("visit_id").notNull(),
    locationId: integer("location_id").notNull(),
    hallId: integer("hall_id").notNull(),
    counterId: integer("counter_id").notNull(),
    startTick: integer("start_tick").notNull(),
    ticks: integer("ticks").notNull(),
    waitFrom: integer("wait_from").notNull(),
    places: integer("places").notNull(),
    restUntil: integer("rest_until").notNull(),
  },
  (table) => [primaryKey({ columns: [table.locationId, table.startTick, table.counterId] })],
);

export const bookingDraft = sqliteTable("booking_draft", {
  device: blob("device", { mode: "buffer" }).primaryKey(),
  name: text("name").notNull(),
  contact: text("contact").notNull(),
  language: text("language").notNull(),
  keptUntil: integer("kept_until").notNull(),
});

export const counterTick = sqliteTable(
  "counter_tick",
  {
    counterId: integer("counter_id").notNull(),
    tick: integer("tick").notNull(),
    visitId: integer("visit_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.counterId, table.tick] })],
);

export const waitingPlace = sqliteTable(
  "waiting_place",
  {
    hallId: integer("hall_id").notNull(),
    tick: integer("tick").notNull(),
    place: integer("place").notNull(),
    visitId: integer("visit_id").notNull(),
  },
  (table) => [primaryKey({ columns: [table.hallId, table.tick, table.place] })],
);

export const message = sqliteTable("message", {
  id: integer("id").primaryKey(),
  visitId: integer("visit_id").notNull(),
  kind: text("kind").$type<MessageKind>().notNull(),
  state: text("state").$type<"waiting" | "sent" | "dropped">().notNull(),
  /** Sent once more at somebody's wish. */
  again: flag("again"),
  /** When it is due, or, once an attempt has failed, tried again. */
  nextTryAt: integer("next_try_at").notNull(),
  attempts: integer("attempts").notNull(),
  createdAt: integer("created_at").notNull(),
  line: text("line").$type<Line>().notNull(),
  /** Its place in the line: the index of its rank. */
  rank: integer("rank").notNull(),
  /** Until when it is somebody's to send; null = nobody's. */
  takenUntil: integer("taken_until"),
  /** Attempts after which it may have arrived all the same. */
  unclear: integer("unclear").notNull(),
  /** Why it was dropped. */
  reason: text("reason").$type<DropReason>(),
  /** Whether it tells again what the mailbox was told before. */
  repeated: flag("repeated"),
  /** Whether, as a text message, it counts against the visit's network. */
  counted: flag("counted"),
});

export const smsDay = sqliteTable("sms_day", {
  /** Civil day of the city. */
  day: text("day").primaryKey(),
  everybody: integer("everybody").notNull(),
  kept: integer("kept").notNull(),
});

export const pushSubscription = sqliteTable("push_subscription", {
  visitId: integer("visit_id").primaryKey(),
  endpoint: text("endpoint").notNull(),
  p256dh: text("p256dh").notNull(),
  auth: text("auth").notNull(),
  language: text("language").notNull(),
  createdAt: integer("created_at").notNull(),
});

/** What is known of the clock: for how long it was trusted, and the doubt, all null while there is none. */
export const timeRecord = sqliteTable("time_record", {
  id: integer("id").primaryKey(),
  runningMs: integer("running_ms").notNull(),
  reason: text("reason").$type<DoubtReason>(),
  since: integer("since"),
  off: integer("off_ms"),
  agreedMs: integer("agreed_ms"),
  least: integer("least"),
  most: integer("most"),
  wall: integer("wall"),
});

export const forgetMark = sqliteTable("forget_mark", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  runningMs: integer("running_ms").notNull(),
  walkInsBefore: integer("walk_ins_before").notNull(),
  personsBefore: integer("persons_before").notNull(),
  noShowsBefore: integer("no_shows_before").notNull(),
  devicesBefore: integer("devices_before").notNull(),
});

export const audit = sqliteTable("audit", {
  id: integer("id").primaryKey(),
  at: integer("at").notNull(),
  visitId: integer("visit_id"),
  actor: text("actor").$type<Actor>().notNull(),
  what: text("what").notNull(),
  detail: text("detail"),
});
