import { type Channel, isOfStaff } from "../visit/visit";
import { isReminder, type MessageKind } from "./message";

/** Letters of the GSM 7-bit alphabet (3GPP TS 23.038 §6.2.1), and those that take two places in it. */
const BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const DOUBLE = new Set("\f^{}\\[~]|€");
/** Places in a message that stands alone, and in each part of a longer one: in that alphabet, and in 16-bit letters. */
const GSM_PLACES = { alone: 160, part: 153 };
const WIDE_PLACES = { alone: 70, part: 67 };

const isGsm = (letter: string): boolean => BASIC.has(letter) || DOUBLE.has(letter);

/** Signs that look nearly the same in the alphabet of text messages. */
const PLAIN: Readonly<Record<string, string>> = {
  ...{ ł: "l", Ł: "L", đ: "d", Đ: "D", ı: "i" },
  ...{ "–": "-", "—": "-", "‑": "-", "−": "-", "…": "...", "·": "." },
  ...{ "„": '"', "”": '"', "“": '"', "«": '"', "»": '"', "’": "'", "‘": "'" },
  ...{ "\u00a0": " ", "\u202f": " ", "\u2009": " " },
};

const MARKS = /\p{M}/gu;
const plainLetter = (letter: string): string =>
  isGsm(letter) ? letter : (PLAIN[letter] ?? letter.normalize("NFD").replace(MARKS, ""));

/**
 * A text as it is sent to a telephone: Polish letters lose their marks, which more than doubles what fits into a
 * message. What cannot be written so, Ukrainian say, stays as it is.
 */
export function smsText(text: string): string {
  const plain = [...text].map(plainLetter).join("");
  return [...plain].every(isGsm) ? plain : text;
}

/** How many parts letters of such widths fill; none is cut in two. */
function partsOf(widths: readonly number[], { alone, part }: typeof GSM_PLACES): number {
  if (widths.reduce((sum, width) => sum + width, 0) <= alone) return 1;
  let [parts, used] = [1, 0];
  for (const width of widths) {
    if (used + width > part) [parts, used] = [parts + 1, 0];
    used += width;
  }
  return parts;
}

/** How many messages a text is paid for as: its segments. */
export function segmentsOf(text: string): number {
  const letters = [...text];
  return letters.every(isGsm)
    ? partsOf(
        letters.map((letter) => (DOUBLE.has(letter) ? 2 : 1)),
        GSM_PLACES,
      )
    : partsOf(
        letters.map((letter) => letter.length),
        WIDE_PLACES,
      );
}

/** Who spends the day's budget: residents' own news; and staff's bookings and reminders, for whom a part is kept. */
export const SMS_SHARES = ["everybody", "kept"] as const;
export type SmsShare = (typeof SMS_SHARES)[number];

/** Whose part of the budget a message spends. */
export const smsShareOf = (kind: MessageKind, channel: Channel): SmsShare =>
  isReminder(kind) || isOfStaff(channel) ? "kept" : "everybody";

/** Segments that were spent on a civil day of the city. */
export type SmsDay = Readonly<Record<SmsShare, number>>;

export const NOTHING_SPENT: SmsDay = { everybody: 0, kept: 0 };

/** The part of the day's budget that residents' news leave to staff's bookings and to reminders. */
const KEPT_PART = 1 / 3;
/** From which part of what it may spend on a share is alarming. */
const ALARM_PART = 0.8;

/** Segments that a share may spend on a day: its own part, or what the other has left of the whole. */
function allowance(day: SmsDay, share: SmsShare, budget: number): number {
  if (share === "kept") return budget - day.everybody;
  return Math.min(budget - Math.floor(budget * KEPT_PART), budget - day.kept);
}

/** Whether a share may spend so many segments more on a day. */
export const fitsBudget = (day: SmsDay, share: SmsShare, segments: number, budget: number): boolean =>
  day[share] + segments <= allowance(day, share, budget);

/** How far the day's budget is spent for a share. */
export type SmsLevel = "fine" | "alarming" | "spent";

/** How far a share is spent on a day; spent is what has no room for the shortest message. */
export function smsLevel(day: SmsDay, share: SmsShare, budget: number): SmsLevel {
  if (!fitsBudget(day, share, 1, budget)) return "spent";
  return day[share] >= ALARM_PART * allowance(day, share, budget) ? "alarming" : "fine";
}
