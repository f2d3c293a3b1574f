import type { Messages } from "@/lib/ports/messages";
import type { Engine } from "../engine";
import {
  correspondence,
  dueMessages,
  forgetDevice,
  giveBackMessages,
  sendAgain,
  settleMessage,
  takeMessage,
  tellDevice,
} from "../messages";
import { giveBackSms, smsDay, spendOnSms } from "../sms-day";

/** The outbox on SQLite. */
export const sqliteMessages = ({ open, write, shared }: Engine): Messages => ({
  due: async (now, most, of) => dueMessages(open(), now, most, of),
  take: (id, now, until) => shared(() => takeMessage(open(), id, now, until)),
  settle: (id, settled) => shared(() => settleMessage(open(), id, settled)),
  giveBack: (now) => write(() => giveBackMessages(open(), now)),
  smsDay: async (now) => smsDay(open(), now),
  spendOnSms: (now, share, segments) => shared(() => spendOnSms(open(), now, share, segments)),
  giveBackSms: (spentAt, share, segments) => shared(() => giveBackSms(open(), spentAt, share, segments)),
  correspondence: async (tokenHash) => correspondence(open(), tokenHash),
  sendAgain: async (tokenHash, now) => write(() => sendAgain(open(), tokenHash, now)),
  tellDevice: async (tokenHash, target, now) => write(() => tellDevice(open(), tokenHash, target, now)),
  forgetDevice: async (visitId) => write(() => forgetDevice(open(), visitId)),
});
