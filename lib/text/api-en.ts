import { civilDateAt } from "@/lib/domain/time/civil-time";
import type { Instant } from "@/lib/domain/time/tick";
import type { ApiTexts } from "./api-pl";
import { formatsFor } from "./format";

const { hour, date, dateFrom } = formatsFor("en");

const moment = (at: Instant): string => `${date(civilDateAt(at))}, ${hour(at)}`;

/** What the API says in English. */
export const apiEn: ApiTexts = {
  language: "en",

  malformedJson: "The body is not a correct JSON document in UTF-8.",
  tooLarge: "The body may have 64 kB at most.",
  notJson: "The body must be of type application/json.",
  foreignOrigin: "Nothing can be changed here from another website.",
  notLocal: "The demo clock is moved from the same computer only.",
  noDemo: "There is no such address.",
  stopping: "The server is just ending its work. Try again in a moment.",
  slow: (seconds: number) => `Too many requests in a short time. Try again in ${seconds} s.`,
  internal: "Something went wrong on our side. Nothing that was confirmed is lost.",
  notSaved: (hotline) =>
    `We cannot save anything now, and nothing has changed. Try again in a moment, or call ${hotline.name}, ${hotline.phone}.`,

  paused: "No times are given at the moment. Visits that are booked remain valid. Call Poznań Kontakt: 61 646 33 44.",

  unknownPlace: "There is no such building or case group. GET /api/v1/locations lists them all.",
  unknownVisit: "There is no such visit.",
  methodNotAllowed: (methods) => `This address takes only: ${methods}.`,
  noSuchAddress: "There is nothing at this address. GET /api/v1/openapi.json describes all addresses.",
  tooLate: "This visit can no longer be cancelled: it is under way or over.",
  tooLateToMove: "The time of this visit can no longer be changed: it has begun, is over or was cancelled.",
  movedTooOften: (until) =>
    `This visit has been moved twice in a short while. It can be moved again from ${moment(until)}. Its present time stands.`,
  offerOfOther: "This offer is for another building, case group or number of matters than the visit.",

  taken: "This time has just been taken.",
  expired: "This offer is no longer valid.",
  soldOut: "This time has been taken, and there are no other free ones on that day.",
  keyReused: "This Idempotency-Key has already won a visit with another request.",
  contactLimit: {
    group: (max, hotline) =>
      `This address or number already has as many valid visits for this group of matters as it may have (${max}). Cancel one of them or call ${hotline.name}, ${hotline.phone}.`,
    all: (max, hotline) =>
      `This address or number already has as many valid visits as it may have (${max}). Cancel one of them or call ${hotline.name}, ${hotline.phone}.`,
  },
  shareUsedUp: {
    building: "This network has as many tickets for today in this building as it may have.",
    group: "This network has as many tickets for today at these counters as it may have.",
    day: "As many visits as one network may book for this day have been booked from this one. Choose another day.",
    bookings: "As many visits as one network may book in a day have been booked from this one.",
    holds: "As many times as one network may choose at once are held for this one.",
  },
  shareHelp: ({ name, phone, weekdays: { from, to } }) =>
    `What helps: another network (on a phone: switch Wi-Fi off), the reception in the building, or a call: ${name}, ${phone}, Mon–Fri ${from}–${to}.`,
  restsTooMuch: ({ name, phone, weekdays: { from, to } }) =>
    `The time that you leave is free for nobody for a while, and the network from which this visit was booked has as many times of that day as it may have. Its time has not changed. Choose another day, try later, or call: ${name}, ${phone}, Mon–Fri ${from}–${to}.`,
  leavesDayLate:
    "This visit begins in less than a quarter of an hour, so it can no longer be moved to another day. Its time has not changed. You can choose an hour of the same day, or cancel the visit and book a new one.",
  leftLate: ({ name, phone, weekdays: { from, to } }) =>
    `This visit begins in less than a quarter of an hour, and the network that took it has as many tickets and hours left at the last moment today as it may have. Its time has not changed. What helps: a call: ${name}, ${phone}, Mon–Fri ${from}–${to}.`,
  limit: (max, hotline) =>
    `The number of valid visits of one day from the same network is limited (${max}). Go to the reception in the building or call ${hotline.name}, ${hotline.phone}.`,

  notOpenYet: (department, firstDay) => `${department} sees people from ${dateFrom(firstDay)}.`,
  bookingNotOpen: (department, opensAt) => `${department}: booking begins on ${moment(opensAt)}.`,
  closed: (day, why) => `The office is closed on ${date(day)}${why === null ? "" : ` (${why})`}.`,
  tooFar: (lastDay) => `At present a visit can be booked until ${date(lastDay)}.`,
  past: (at) => `This time has passed: ${moment(at)}.`,
  noSuchStart: (at) => `No visit begins at this time: ${moment(at)}.`,
  walkInOnly: (caseGroup, at) =>
    `The case group “${caseGroup}” is served on the day itself only, without booking ahead. The day asked for: ${date(civilDateAt(at))}.`,
  notServedHere: (caseGroup, location) => `The case group “${caseGroup}” is not served in the building: ${location}.`,
  tooManyCases: (max) => `Matters or people in one visit: ${max} at most.`,

  invalid: "Correct the fields named.",
  unexpectedField: "We do not take this field. Remove it.",
  fields: {
    body: "The body must be a JSON object.",
    location: "Give the id of a building.",
    caseGroup: "Give the id of a case group.",
    cases: "Give the number of matters or people: a whole number from 1 to 99.",
    date: "Give the day as YYYY-MM-DD, for example 2026-11-24.",
    start: "Give the start of the visit as ISO 8601 with its offset, for example 2026-11-24T09:10:00+01:00.",
    name: "Give the name: 1 to 100 characters.",
    contact: "Give an e-mail address or a telephone number, for example +48 600 700 800.",
    language: "Give the language: pl, en or uk.",
    offer: "Give the offer exactly as it was issued.",
    "Idempotency-Key":
      "Give the header Idempotency-Key: 16 to 200 printable ASCII characters that nobody else chooses, a random UUID for example.",
    advance: "Give a duration as ISO 8601, for example PT10M: forward, 366 days at most.",
    step: "Give a duration as ISO 8601, for example PT2H or -PT2H: 366 days at most.",
  },
};
