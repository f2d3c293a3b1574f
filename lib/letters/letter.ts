import { bookingPath } from "@/lib/address/booking-step";
import { prefixOf, withPrefix } from "@/lib/address/language";
import { cancelPath, moveDaysPath, offerPath, ticketPath } from "@/lib/address/paths";
import type { CaseGroup } from "@/lib/domain/city/city";
import type { Hotline } from "@/lib/domain/city/hotline";
import { hallName, placeConfidence } from "@/lib/domain/city/place";
import type { MessageKind } from "@/lib/domain/messages/message";
import { smsText } from "@/lib/domain/messages/sms";
import { type CivilDate, civilDateAt } from "@/lib/domain/time/civil-time";
import { type Instant, tickStart } from "@/lib/domain/time/tick";
import { codeInGroups } from "@/lib/domain/visit/ticket";
import { isWalkIn, type Visit } from "@/lib/domain/visit/visit";
import type { Deps } from "@/lib/ports/deps";
import type { DueMessage } from "@/lib/ports/messages";
import { formatsFor } from "@/lib/text/format";
import { DEFAULT_LANGUAGE, type Language, readLanguage } from "@/lib/text/language";
import { messageTextsFor } from "@/lib/text/messages/texts";
import { inLanguage, textsFor } from "@/lib/text/texts";
import type { ReadDeps } from "@/lib/use-cases/availability/reader";
import { openReader } from "@/lib/use-cases/availability/reader";
import { type CalendarEntry, loadCalendarEntry } from "./calendar-entry";

/** A message as it is sent, in every form that it may take. */
export interface Letter {
  /** The same at every attempt, so that a letter-box can tell a repetition. */
  readonly id: string;
  readonly subject: string;
  /** Plain text of an e-mail. */
  readonly text: string;
  /** One short text without name or matter: telephones show it to whoever looks. */
  readonly sms: string;
  readonly push: { readonly title: string; readonly body: string; readonly url: string };
  readonly calendar: { readonly fileName: string; readonly entry: CalendarEntry; readonly writtenAt: Instant };
}

/** Hard spaces are for pages: in a text message they cost half its length. */
const plain = (text: string): string => text.replaceAll("\u00a0", " ");

const numericDay = (date: CivilDate): string => `${Number(date.slice(8))}.${date.slice(5, 7)}`;

interface Told {
  readonly kind: MessageKind;
  readonly language: Language;
  /** The address of a page of ours, in the language of the message. */
  readonly link: (path: string) => string;
  readonly token: string;
  readonly mayMove: boolean;
  /** Where the same matter can be booked in the same building. */
  readonly again: string;
}

/** The calendar of the same matter and building; what has none is given on the day, where a sticker leads. */
function againPath({ caseGroupId, locationId, cases }: Visit, { departmentId, walkInOnly }: CaseGroup): string {
  if (walkInOnly) return offerPath(locationId, caseGroupId, { cases });
  return bookingPath({ at: "days", department: departmentId, caseGroup: caseGroupId, location: locationId }, { cases });
}

function linksOf({ kind, language, link, token, mayMove, again }: Told): readonly string[] {
  const t = messageTextsFor(language);
  if (kind === "cancelled") return [`${t.bookAgain}: ${link(again)}`];
  return [
    `${t.bring}: ${link(ticketPath(token))}`,
    ...(mayMove ? [`${t.change}: ${link(moveDaysPath(token))}`] : []),
    `${t.cancel}: ${link(cancelPath(token))}`,
  ];
}

/** Writes a message about a visit as it stands now. `origin` is the public address, without a slash at its end. */
export async function writeLetter(
  deps: ReadDeps & Pick<Deps, "seal">,
  due: DueMessage,
  origin: string,
  hotline: Hotline,
): Promise<Letter> {
  const { kind, visit } = due;
  const reader = await openReader(deps);
  const location = reader.location(visit.locationId);
  const group = reader.caseGroup(visit.caseGroupId);
  if (!location || !group) throw new Error("A visit names a building and a case group of the city.");
  const language = readLanguage(due.language) ?? DEFAULT_LANGUAGE;
  const t = messageTextsFor(language);
  const formats = formatsFor(language);
  const token = deps.seal.tokenOf(due.nonce);
  const link = (path: string): string => origin + withPrefix(prefixOf(language), path);
  const start = tickStart(visit.start);
  const date = civilDateAt(start);
  const hour = formats.hour(start);
  const code = codeInGroups(visit.code);
  const hall = inLanguage(hallName(reader.book.city, visit.hallId), language);
  const { location: place, offer } = textsFor(language);
  const howMany = visit.cases > 1 ? `, ${offer.howManyLink[group.casesAre](visit.cases)}` : "";
  const isUncertain = placeConfidence(group, location.id) === "low";
  const isOff = kind === "cancelled";
  const about = [
    `${t.when}: ${formats.date(date)}, ${hour}`,
    `${t.where}: ${place.office}, ${location.address}, ${hall}`,
    `${t.matter}: ${inLanguage(group.name, language)}${howMany}`,
    ...(isOff ? [] : [`${t.code}: ${code}`]),
    ...(isOff || !isUncertain ? [] : [offer.placeUncertain]),
  ];
  const onTheDay = isOff ? [] : [[t.comeIn(formats.hour(tickStart(visit.waitFrom))), t.late].join("\n")];
  const again = againPath(visit, group);
  const links = linksOf({ kind, language, link, token, mayMove: !isWalkIn(visit), again }).join("\n");
  const text = [t.lead[kind], about.join("\n"), ...onTheDay, links, t.footer(hotline.phone)].join("\n\n");
  const short = t.sms[kind](`${numericDay(date)}, ${hour}`, location.street, code);
  const page = link(ticketPath(token));
  return {
    id: `${due.id}.${due.kind}.${visit.createdAt}`,
    subject: plain(t.subject[kind](formats.day(date), hour)),
    text: plain(`${text}\n`),
    sms: smsText(plain(isOff ? short : `${short} ${t.smsLink(page)}`)),
    push: {
      title: plain(t.subject[kind](formats.dayAndMonth(date), hour)),
      body: plain(`${location.street}, ${hall}. ${t.code}: ${code}`),
      url: page,
    },
    calendar: {
      fileName: t.file,
      entry: await loadCalendarEntry(deps, visit, token, origin, language),
      writtenAt: reader.now,
    },
  };
}
