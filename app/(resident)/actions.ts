"use server";

import { formAction } from "@/lib/server/forms/form-action";
import { residentForms } from "@/lib/server/forms/resident-forms";

/** Calls a visit off; the ticket then says so and offers to undo it. */
export const cancel = formAction(residentForms.cancel);

/** Holds the chosen hour of the calendar. */
export const chooseHour = formAction(residentForms.chooseHour);

/** Gives more time for the calendar's form. */
export const extend = formAction(residentForms.extend);

/** Lets the held hour of the calendar go. */
export const letHourGo = formAction(residentForms.letHourGo);

/** Keeps name and contact, and leads on to the check. */
export const giveDetails = formAction(residentForms.giveDetails);

/** Books the visit of the calendar. */
export const book = formAction(residentForms.book);

/** Gives a visit another time. */
export const move = formAction(residentForms.move);

/** Finds a visit by its code and contact. */
export const find = formAction(residentForms.find);
