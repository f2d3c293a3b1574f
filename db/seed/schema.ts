import { z } from "zod";

export const words = z.string().min(1);
export const confidence = z.enum(["high", "medium", "low"]);
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "must be a time HH:MM");
const minutes = z.int().positive().multipleOf(5);
/** Kept with the sources but read by nobody, so its shape is not ours to fix. */
const freeForm = z.looseObject({});

const name = z.strictObject({ pl: words, en: words, uk: words });
/** Ukrainian is written by ourselves, where it is written at all. */
const sentence = z.strictObject({ pl: words, en: words, uk: words.optional() });
export const sourceIds = z.array(z.string());

const sources = z.record(
  z.string(),
  z.strictObject({ title: words, url: z.url().nullable(), dated: words, seen: words }),
);

// locations.json

/** null = nobody has said so. */
const known = z.boolean().nullable();
const openDay = z.array(z.tuple([wallTime, wallTime])).max(1, "must be one span: a building has one per day");

const location = z.strictObject({
  id: words,
  sticker_code: z.string().regex(/^[A-Z]{3}$/, "must be three capital letters"),
  name,
  address: z.strictObject({
    street: words,
    postal_code: words,
    city: words,
    country: words,
    full: words,
    confidence,
    as_of: words,
    sources: sourceIds,
  }),
  geo: freeForm,
  departments: z.array(z.looseObject({ id: words })),
  live_system_name: freeForm.optional(),
  opening_hours: z.strictObject({
    timezone: z.literal("Europe/Warsaw"),
    weekly: z.strictObject({
      mon: openDay,
      tue: openDay,
      wed: openDay,
      thu: openDay,
      fri: openDay,
      sat: openDay,
      sun: openDay,
    }),
    confidence,
    as_of: words,
    sources: sourceIds,
    note: words,
  }),
  department_hours: freeForm.optional(),
  waiting_room_area_m2: z.null(),
  waiting_room_area_note: words,
  ticket_kiosk: freeForm,
  drop_box: z.looseObject({ present: z.boolean().nullable() }),
  real_slot_length: freeForm.optional(),
  payments: freeForm,
  transport: freeForm,
  accessibility: z.looseObject({
    step_free_entrance: known,
    lift: known,
    accessible_toilet: known,
    induction_loop: known,
    parking_for_disabled: known,
  }),
});

const hotline = z.strictObject({
  name: words,
  phone: words,
  phone_e164: z.string().regex(/^\+\d{8,15}$/, "must be a number with its country, +48…"),
  hours: z
    .string()
    .regex(/^weekdays ([01]?\d|2[0-3]):[0-5]\d-([01]?\d|2[0-3]):[0-5]\d$/, 'must read like "weekdays 7:30-20:00"'),
  confidence,
  as_of: words,
  sources: sourceIds,
});

export const locationsFile = z.strictObject({
  meta: z.looseObject({ schema: z.literal("poznan-locations/1"), sources }),
  locations: z.array(location).min(1),
  other_facts: z.looseObject({ hotline }),
  closed_days: freeForm,
});

// departments.json

const caseGroup = z.strictObject({
  id: words,
  name,
  duration_min: minutes,
  duration_basis: words,
  max_cases: z.int().min(1).optional(),
  extra_minutes_per_case: minutes.optional(),
  locations: z.array(words).min(1),
  location_confidence: z.record(z.string(), confidence),
  walk_in_only: z.strictObject({ value: z.boolean(), confidence, as_of: words, sources: sourceIds }).optional(),
  urgent: z.strictObject({ value: z.boolean(), text: words, confidence, sources: sourceIds }).optional(),
  remote_first: z.boolean().optional(),
  two_people: z.boolean().optional(),
  languages: z.array(words).optional(),
  room: words.optional(),
  peak: words.optional(),
  procedures: z.array(words),
  undescribed_procedures: z.array(words).optional(),
  procedure_gap: z.boolean(),
});

const department = z.strictObject({
  id: words,
  name,
  bookable_from: z.iso.date(),
  bookable_note: freeForm,
  main_locations: z.array(words),
  phones: z.array(z.looseObject({ number: words, what: words })),
  email: freeForm.optional(),
  booking_required: freeForm.optional(),
  visit_rules: freeForm.optional(),
  live_system_ids: freeForm.optional(),
  case_groups: z.array(caseGroup).min(1),
});

export const departmentsFile = z.strictObject({
  meta: z.looseObject({ schema: z.literal("poznan-departments/1"), sources }),
  departments: z.array(department).min(1),
});

// procedures.json

const fact = sentence.extend({
  confidence,
  as_of: words.optional(),
  sources: sourceIds.optional(),
});
const factOfProcedure = fact.extend({ confidence: confidence.optional() });

const fee = z.strictObject({
  label_pl: words,
  label_en: words,
  label_uk: words.optional(),
  amount_pln: z.number().min(0).nullable(),
  legal_basis: words,
  confidence,
  as_of: words,
  optional: z.literal(true).optional(),
  is_total: z.literal(true).optional(),
  pending_change: z
    .strictObject({ text_pl: words, text_en: words, text_uk: words.optional(), sources: sourceIds })
    .optional(),
  sources: sourceIds.optional(),
});

const lowConfidencePath = z
  .string()
  .regex(
    /^(who_can_apply|payment|processing_time|remote|appeal|notes|(required_documents|forms|fees|legal_basis)\[\d+\])$/,
    "must be the path of a fact",
  );

const procedure = z.strictObject({
  slug: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "must be a slug"),
  title: name,
  department: words,
  case_group: words,
  confidence,
  as_of: words,
  who_can_apply: factOfProcedure,
  required_documents: z.array(fact),
  forms: z.array(fact),
  fees: z.array(fee),
  payment: fact,
  processing_time: fact,
  legal_basis: z.array(
    z.strictObject({ act: words, dz_u: words.nullable(), consolidated: words.nullable(), confidence }),
  ),
  where: z.strictObject({ locations: z.array(words), note: words.nullable() }),
  remote: z.strictObject({
    visit_needed: z.enum(["yes", "partly", "no"]),
    channels: z.array(words),
    note: sentence,
    confidence,
    as_of: words,
    sources: sourceIds.optional(),
  }),
  appeal: fact,
  notes: factOfProcedure,
  sources: sourceIds,
  low_confidence_paths: z.array(lowConfidencePath),
  needs_check: z.boolean(),
  sources_note: words.nullable(),
});

export const proceduresFile = z.strictObject({
  meta: z.looseObject({ schema: z.literal("poznan-procedures/1"), count: z.int(), sources }),
  procedures: z.array(procedure),
});

// example.json

const gridTime = z.string().regex(/^([01]\d|2[0-3]):[0-5][05]$/, "must be a time HH:MM on a multiple of 5 minutes");
const gridMinutes = z.int().min(0).multipleOf(5, "must be a multiple of 5 minutes");
const weekday = z.literal([1, 2, 3, 4, 5, 6, 7]);
const letter = z.string().regex(/^[A-HJ-NPR-Z]$/, "must be one capital letter, and not I, O or Q");

const ruleStart = { hall: words, validFrom: z.iso.date() };
const capacityRule = z.discriminatedUnion("kind", [
  z.strictObject({ ...ruleStart, kind: z.literal("per_area"), amount: z.number().positive() }),
  z.strictObject({ ...ruleStart, kind: z.literal("per_counter"), amount: z.null() }),
  z.strictObject({ ...ruleStart, kind: z.literal("fixed"), amount: z.int().positive() }),
  z.strictObject({ ...ruleStart, kind: z.literal("none"), amount: z.null() }),
]);

const hall = z.strictObject({
  id: words,
  location: words,
  name,
  areaM2: z.number().positive(),
  counterCount: z.int().positive(),
  /** Ticket letter by case group; being here says that the hall serves the group. */
  letters: z.record(z.string(), letter),
});

const plan = z.strictObject({
  counter: words,
  offset: gridMinutes,
  groups: z.array(words).min(1),
  windows: z
    .array(
      z.strictObject({
        weekdays: z.array(weekday).min(1),
        from: gridTime,
        to: gridTime,
        reservedForUrgent: z.literal(true).optional(),
      }),
    )
    .min(1),
});

export const exampleFile = z.strictObject({
  example: z.literal(true),
  note: words,
  earlyMinutes: gridMinutes,
  severalPersons: z.record(z.string(), z.int().min(2)),
  topGroups: z.record(z.string(), z.array(words).length(3, "must be three case groups")),
  halls: z.array(hall).min(1),
  capacityRules: z.array(capacityRule),
  counters: z.array(z.strictObject({ id: words, hall: words, number: z.int().positive() })),
  plans: z.array(plan),
});

export type LocationsFile = z.infer<typeof locationsFile>;
export type DepartmentsFile = z.infer<typeof departmentsFile>;
export type ProceduresFile = z.infer<typeof proceduresFile>;
export type ExampleFile = z.infer<typeof exampleFile>;
