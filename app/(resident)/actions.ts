"use server";

import { formAction } from "@/lib/server/form-action";
import { residentForms } from "@/lib/server/resident-forms";

/** Accepts the hour on the page. */
export const accept = formAction(residentForms.accept);

/** Lets the held hour go and shows what is free. */
export const letGo = formAction(residentForms.letGo);

/** Calls a visit off; the ticket then says so and offers to undo it. */
export const cancel = formAction(residentForms.cancel);

/** Takes a cancelled visit's start again. */
export const undo = formAction(residentForms.undo);
