import { civilDateAt } from "@/lib/domain/time/civil-time";
import { tickStart } from "@/lib/domain/time/tick";
import type { ChangedDay, Changes, Committed } from "@/lib/ports/changes";
import type { Note } from "../changed-days";
import { type Client, onCommit } from "../client";
import type { Engine } from "../engine";
import type { Session } from "../session";

/** A number that moves with every change of another connection. */
export function changesByOthers(client: Client): () => number {
  const version = client.prepare<[], number>("SELECT data_version FROM pragma_data_version").pluck();
  return () => version.get() ?? 0;
}

function daysOf(notes: readonly Note[], { directory }: Session): readonly ChangedDay[] {
  const days = notes.map(({ locationId, tick }) => ({
    locationId: directory.location.slug(locationId),
    date: civilDateAt(tickStart(tick)),
  }));
  return [...new Map(days.map((day) => [`${day.locationId} ${day.date}`, day])).values()];
}

/** Changes on SQLite: after each commit of this connection, and of others whenever somebody looks. */
export function sqliteChanges({ client, open, takeNotes }: Engine, byOthers: () => number): Changes {
  const listeners = new Set<(change: Committed) => void>();
  const planVersion = client.prepare<[], number>("SELECT version FROM plan_version").pluck();
  let told = { plan: planVersion.get(), others: byOthers() };

  /** What stands by now and has not been told; null where that is nothing. What is not to be found out is everything. */
  function untold(others: number): Committed | null {
    try {
      const notes = takeNotes();
      const before = told;
      told = { plan: planVersion.get(), others };
      if (told.plan !== before.plan || told.others !== before.others) return { kind: "everything" };
      return notes.length > 0 ? { kind: "days", days: daysOf(notes, open()) } : null;
    } catch {
      return { kind: "everything" };
    }
  }

  function tell(others: number): void {
    if (client.inTransaction) return;
    const change = untold(others);
    if (!change) return;
    for (const listener of listeners) {
      try {
        listener(change);
      } catch (cause) {
        // What was written stands, and whoever wrote it is answered all the same.
        process.emitWarning(cause instanceof Error ? cause : String(cause));
      }
    }
  }

  onCommit(client, () => tell(told.others));
  return {
    watch(listener) {
      const own = (change: Committed): void => listener(change);
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    look: async () => tell(byOthers()),
  };
}
