import { offerPath, ownTicketsPath, ticketPath } from "@/lib/address/paths";
import { readCode } from "@/lib/domain/visit/ticket";
import { readContact } from "@/lib/forms/contact";
import {
  acceptForm,
  findForm,
  letGoForm,
  type MESSAGE_ANSWERS,
  moveForm,
  tellDeviceForm,
  ticketForm,
} from "@/lib/forms/pages";
import { afterMove } from "@/lib/pages/booking/move";
import { afterClaim, afterUndo } from "@/lib/pages/scan/after-claim";
import type { Deps } from "@/lib/ports/deps";
import { acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import {
  cancelVisit,
  moveVisit,
  releaseHold,
  sendAgain,
  tellDevice,
  tokenByCode,
  undoCancel,
} from "@/lib/use-cases/visit/own-visit";
import { bookingForms } from "./booking-forms";
import { residentForm } from "./resident-form";

const unsavedTicket = ({ token }: { readonly token: string }): string => `${ticketPath(token)}?notice=not-saved`;

/** A ticket that says what a form about messages came to; an unknown one says so by itself. */
const saying = (token: string, says: (typeof MESSAGE_ANSWERS)[number] | "unknown"): string =>
  says === "unknown" ? ticketPath(token) : `${ticketPath(token)}?says=${says}`;

/** The token of a visit whose code and contact were typed; null where either is wrong. */
async function tokenOf(deps: Deps, code: string, contact: string): Promise<string | null> {
  const read = { code: readCode(code), contact: readContact(contact) };
  return read.code !== null && read.contact !== null ? tokenByCode(deps)(read.code, read.contact) : null;
}

/** The forms on a resident's pages, by the name of their action. */
export const residentForms = {
  /** Accepts the hour on the page. */
  accept: residentForm(acceptForm, {
    async act(deps, { location, caseGroup, start, cases, ordinal }, asker) {
      const wanted = { locationId: location, caseGroupId: caseGroup, cases, start };
      const answer = await acceptOffer(deps)(wanted, asker, ordinal);
      return afterClaim(wanted, answer, ordinal, asker.device !== null);
    },
    from: ({ location, caseGroup, start, cases, ordinal }) =>
      offerPath(location, caseGroup, { start, cases, ordinal, notice: "not-saved" }),
  }),
  /** Lets the held hour go and shows what is free. */
  letGo: residentForm(letGoForm, {
    async act(deps, { location, caseGroup }, { device }) {
      if (device !== null) await releaseHold(deps)(device);
      return offerPath(location, caseGroup);
    },
    from: ({ location, caseGroup }) => offerPath(location, caseGroup, { notice: "not-saved" }),
  }),
  /** Calls a visit off; the ticket then says so and offers to undo it. */
  cancel: residentForm(ticketForm, {
    async act(deps, { token }, asker) {
      await cancelVisit(deps)(token, "resident", asker);
      return ticketPath(token);
    },
    from: unsavedTicket,
  }),
  /** Gives a visit another time; the old one stands unless this is certain. */
  move: residentForm(moveForm, {
    act: async (deps, { token, start }, asker) => afterMove(token, start, await moveVisit(deps)(token, start, asker)),
    from: unsavedTicket,
  }),
  /** Takes a cancelled visit's start again. */
  undo: residentForm(ticketForm, {
    async act(deps, { token }, asker) {
      const undone = await undoCancel(deps)(token, asker);
      return undone ? afterUndo(token, undone.visit, undone.answer, asker.device !== null) : ticketPath(token);
    },
    from: unsavedTicket,
  }),
  /** Finds a visit by its code and contact; what was typed waits on the page where it is not found. */
  find: residentForm(findForm, {
    async act(deps, { code, contact }, { device }) {
      const token = await tokenOf(deps, code, contact);
      if (device !== null) deps.lookups.keep(device, token ? null : { code, contact });
      return token ? ticketPath(token) : `${ownTicketsPath}?find=again`;
    },
    from: () => `${ownTicketsPath}?notice=not-saved`,
  }),
  /** Sends the confirmation once more. */
  sendAgain: residentForm(ticketForm, {
    async act(deps, { token }, asker) {
      const outcome = await sendAgain(deps)(token, asker);
      if (outcome.kind !== "held-back") return saying(token, outcome.kind);
      return saying(token, outcome.reason === "repeated" ? "too-often" : outcome.reason);
    },
    from: unsavedTicket,
  }),
  /** Lets this device be told of the visit. */
  tellDevice: residentForm(tellDeviceForm, {
    async act(deps, { token, ...target }) {
      const told = await tellDevice(deps)(token, target);
      return saying(token, told ? "told" : "not-told");
    },
    from: unsavedTicket,
  }),
  /** Tells this device nothing more. */
  untellDevice: residentForm(ticketForm, {
    async act(deps, { token }) {
      await tellDevice(deps)(token, null);
      return saying(token, "untold");
    },
    from: unsavedTicket,
  }),
  ...bookingForms,
} as const;
