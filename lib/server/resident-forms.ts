import { acceptForm, letGoForm, moveForm, ticketForm } from "@/lib/forms/pages";
import { acceptOffer } from "@/lib/use-cases/claim-visit";
import { cancelVisit, moveVisit, releaseHold, undoCancel } from "@/lib/use-cases/own-visit";
import { afterClaim, afterUndo } from "@/lib/views/after-claim";
import { afterMove } from "@/lib/views/booking/move";
import { offerPath, ticketPath } from "@/lib/views/paths";
import { bookingForms } from "./booking-forms";
import { residentForm } from "./resident-form";

const unsavedTicket = ({ token }: { readonly token: string }): string => `${ticketPath(token)}?notice=not-saved`;

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
    async act(deps, { token }) {
      await cancelVisit(deps)(token, "resident");
      return ticketPath(token);
    },
    from: unsavedTicket,
  }),
  /** Gives a visit another time; the old one stands unless this is certain. */
  move: residentForm(moveForm, {
    act: async (deps, { token, start }) => afterMove(token, start, await moveVisit(deps)(token, start, "resident")),
    from: unsavedTicket,
  }),
  /** Takes a cancelled visit's start again. */
  undo: residentForm(ticketForm, {
    async act(deps, { token }, asker) {
      const undone = await undoCancel(deps)(token, asker);
      return undone ? afterUndo(undone.visit, undone.answer, asker.device !== null) : ticketPath(token);
    },
    from: unsavedTicket,
  }),
  ...bookingForms,
} as const;

export type ResidentFormName = keyof typeof residentForms;
