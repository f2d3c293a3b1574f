import { learn } from "@/lib/domain/course/course";
import {
  courseOfCorrespondence,
  courseOfSendingAgain,
  courseOfTellingDevice,
} from "@/lib/domain/messages/correspondence";
import { courseOfGivingUp, courseOfSettling } from "@/lib/domain/messages/settling";
import { courseOfGivingBack, courseOfSpending } from "@/lib/domain/messages/sms-spending";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import type { Messages } from "@/lib/ports/messages";
import type { Engine } from "../engine";
import { dueMessages, forgetDevice, takeMessage } from "../messages";

/** The outbox on SQLite. */
export const sqliteMessages = ({ open, write, shared, play, decide, decideShared }: Engine): Messages => ({
  due: async (now, most, of) => dueMessages(open(), now, most, of),
  take: (id, now, until) => shared(() => takeMessage(open(), id, now, until)),
  settle: (id, settled) => decideShared(() => courseOfSettling(id, settled)),
  giveBack: (now) => decide(() => courseOfGivingUp(now)),
  smsDay: async (now) => play(() => learn("smsSpent", { day: civilDateAt(now) })),
  spendOnSms: (now, share, segments) => decideShared((session) => courseOfSpending(session.book, now, share, segments)),
  giveBackSms: (spentAt, share, segments) => decideShared(() => courseOfGivingBack(spentAt, share, segments)),
  correspondence: async (tokenHash) => play(() => courseOfCorrespondence(tokenHash)),
  sendAgain: (tokenHash, now, asking = null) =>
    decide((session) => courseOfSendingAgain(session.book, tokenHash, now, asking)),
  tellDevice: (tokenHash, target, now) =>
    decide((session) => courseOfTellingDevice(session.book, tokenHash, target, now)),
  forgetDevice: async (visitId) => write(() => forgetDevice(open(), visitId)),
});
