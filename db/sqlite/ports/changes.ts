import type { Changes } from "@/lib/ports/changes";
import type { Client } from "../client";

/** A number that moves with every change of another connection. */
export function changesByOthers(client: Client): () => number {
  const version = client.prepare<[], number>("SELECT data_version FROM pragma_data_version").pluck();
  return () => version.get() ?? 0;
}

/** Changes on SQLite. */
export function sqliteChanges(client: Client, byOthers: () => number): Changes {
  const ours = client.prepare<[], number>("SELECT total_changes()").pluck();
  return { revision: async () => `${byOthers()} ${ours.get() ?? 0}` };
}
