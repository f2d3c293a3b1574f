import type { Drafts } from "@/lib/ports/drafts";
import { draftOf, forgetDraft, keepDraft } from "../draft";
import type { Engine } from "../engine";

/** What forms hold, on SQLite. */
export const sqliteDrafts = ({ open, write }: Engine): Drafts => ({
  keep: async (device, draft, now) => write(() => keepDraft(open(), device, draft, now)),
  forget: async (device) => write(() => forgetDraft(open(), device)),
  of: async (device, now) => draftOf(open().orm, device, now),
});
