import { sql } from "drizzle-orm";
import type { Settings } from "@/lib/domain/city/settings";
import type { Procedure } from "@/lib/domain/reading/procedure";
import type { Instant } from "@/lib/domain/time/tick";
import type { Actor } from "@/lib/domain/who/actor";
import type { Plan } from "@/lib/ports/plan";
import { readProcedures } from "../city-rows";
import type { Engine } from "../engine";
import * as t from "../schema";
import type { Session } from "../session";

interface Setting {
  readonly key: keyof Settings;
  readonly value: Settings[keyof Settings];
}

function changeSetting({ orm, statements }: Session, { key, value }: Setting, actor: Actor, now: Instant): void {
  orm
    .insert(t.setting)
    .values({ key, value })
    .onConflictDoUpdate({ target: t.setting.key, set: { value: sql`excluded.value` } })
    .run();
  const written = typeof value === "object" ? JSON.stringify(value) : String(value);
  statements.writeAudit.run({ at: now, visitId: null, actor, what: "setting", detail: `${key}=${written}` });
}

/** The procedures as they were last read: 40 documents that only a new plan or another connection changes. */
function keptProcedures(open: () => Session, byOthers: () => number): () => readonly Procedure[] {
  let kept: { readonly of: string; readonly procedures: readonly Procedure[] } | undefined;
  return () => {
    const { orm, book } = open();
    const of = `${book.version} ${byOthers()}`;
    if (kept?.of !== of) kept = { of, procedures: readProcedures(orm) };
    return kept.procedures;
  };
}

/** The plan on SQLite; `byOthers` moves with every change of another connection. */
export function sqlitePlan({ open, write }: Engine, byOthers: () => number): Plan {
  const procedures = keptProcedures(open, byOthers);
  return {
    book: async () => open().book,
    changeSetting: async (key, value, actor, now) => write(() => changeSetting(open(), { key, value }, actor, now)),
    procedures: async () => procedures(),
  };
}
