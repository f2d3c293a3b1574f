"use server";

import { acceptForm, letGoForm, ticketForm } from "@/lib/forms/pages";
import { application } from "@/lib/server/compose";
import { formAction } from "@/lib/server/form-action";
import { currentAsker, currentDevice } from "@/lib/server/request";
import { acceptOffer } from "@/lib/use-cases/claim-visit";
import { cancelVisit, releaseHold, undoCancel } from "@/lib/use-cases/own-visit";
import { afterClaim, afterUndo } from "@/lib/views/after-claim";
import { offerPath, ticketPath } from "@/lib/views/paths";

/** Accepts the hour on the page. */
export const accept = formAction(acceptForm, {
  async act({ location, caseGroup, start, cases, ordinal }) {
    const wanted = { locationId: location, caseGroupId: caseGroup, cases, start };
    const asker = await currentAsker();
    const answer = await acceptOffer(application())(wanted, asker, ordinal);
    return afterClaim(wanted, answer, ordinal, asker.device !== null);
  },
  from: ({ location, caseGroup, start, cases, ordinal }) =>
    offerPath(location, caseGroup, { start, cases, ordinal, notice: "not-saved" }),
});

/** Lets the held hour go and shows what is free. */
export const letGo = formAction(letGoForm, {
  async act({ location, caseGroup }) {
    const device = await currentDevice();
    if (device !== null) await releaseHold(application())(device);
    return offerPath(location, caseGroup);
  },
  from: ({ location, caseGroup }) => offerPath(location, caseGroup, { notice: "not-saved" }),
});

const notSaved = ({ token }: { readonly token: string }): string => `${ticketPath(token)}?notice=not-saved`;

/** Calls a visit off; the ticket then says so and offers to undo it. */
export const cancel = formAction(ticketForm, {
  async act({ token }) {
    await cancelVisit(application())(token, "resident");
    return ticketPath(token);
  },
  from: notSaved,
});

/** Takes a cancelled visit's start again. */
export const undo = formAction(ticketForm, {
  async act({ token }) {
    const asker = await currentAsker();
    const undone = await undoCancel(application())(token, asker);
    return undone ? afterUndo(undone.visit, undone.answer, asker.device !== null) : ticketPath(token);
  },
  from: notSaved,
});
