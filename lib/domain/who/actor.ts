import type { Channel } from "../visit/visit";

/**
 * Who did what the audit tells, as it is stored there: a resident with a ticket, the channel by which a time was taken,
 * the office itself (`staff`), one of its accounts, a command of the administrator's, or the program.
 */
export type Actor = "resident" | Channel | `account:${string}` | "command" | "system";
