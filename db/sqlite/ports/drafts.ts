import { write } from "@/lib/domain/course/course";
import { courseOfDraft } from "@/lib/domain/visit/draft";
import type { Drafts } from "@/lib/ports/drafts";
import type { Engine } from "../engine";
import { draftOf } from "../reading";

/** What forms hold, on SQLite. */
export const sqliteDrafts = ({ open, decide }: Engine): Drafts => ({
  keep: (device, draft, now) => decide(() => courseOfDraft(device, draft, now)),
  async forget(device) {
    await decide(() => write([{ kind: "forget-draft", device }]));
  },
  of: async (device, now) => draftOf(open().orm, device, now),
});
