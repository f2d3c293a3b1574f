import { statSync } from "node:fs";
import { DAMAGED } from "@/lib/ports/faults";
import type { Store } from "@/lib/ports/store";
import type { Client } from "./client";
import { UnfitFileError } from "./unfit-file";

/** What SQLite answers where a file, or a page of it, is not as it wrote it. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/;

/** A stored text that is no JSON any more: zeros in the middle of a long one pass for whole. Nothing else here is parsed. */
const isUnreadable = (cause: unknown): boolean =>
  cause instanceof SyntaxError || (cause instanceof Error && cause.cause instanceof SyntaxError);

export const isDamage = (cause: unknown): boolean =>
  isUnreadable(cause) || (cause instanceof Error && "code" in cause && DAMAGE.test(String(cause.code)));

/** What was found, in short. */
export const damageFound = (cause: unknown): string =>
  isUnreadable(cause) ? "a stored text cannot be read" : String((cause as { readonly code?: unknown }).code);

/** The file, or a page of it, is not as it was written. */
export class DamagedFileError extends UnfitFileError {
  override readonly name = DAMAGED;

  constructor(file: string, found: string) {
    super(
      `The database ${file} is damaged (${found}): stop the server, move the file aside with its -wal and -shm, ` +
        "and put your latest backup in its place (docs/operations.md, Restore).",
    );
  }
}

/** Above this the rows of the past are not read at the start: half a gigabyte, some 1.5 million visits, takes 2 s. */
const WHOLE_UP_TO_BYTES = 512 * 1024 * 1024;
const OF_THE_PAST = ["visit", "counter_tick", "waiting_place", "audit", "message"];

const check = (client: Client, table?: string): unknown =>
  client.pragma(table === undefined ? "quick_check(1)" : `quick_check('${table}')`, { simple: true });

/**
 * Looks at the pages of a file before anything is written to it, within seconds: at all of them, or in a very large file
 * at those of every table but the ones that grow, which each backup looks at. Throws DamagedFileError.
 */
export function assertWhole(client: Client, wholeUpTo = WHOLE_UP_TO_BYTES): void {
  const isSmall = client.memory || statSync(client.name).size <= wholeUpTo;
  const tables = client.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const some = tables.filter((table) => !OF_THE_PAST.includes(table));
  const found = (isSmall ? [undefined] : some).map((table) => check(client, table)).find((one) => one !== "ok");
  if (found !== undefined) throw new DamagedFileError(client.name, firstLineOf(found));
}

const firstLineOf = (found: unknown): string => String(found).split("\n").slice(0, 2).join(" ").trim();

/**
 * Watches a store for damage. The first damaged page is told to `met`. From then on the store is not ready until it is
 * opened anew. What it has read by then was whole; nobody knows what else is not.
 */
export function watchDamage(store: Store, file: string, met: (damage: DamagedFileError) => void): Store {
  let damage: DamagedFileError | null = null;
  const meet = (cause: unknown): void => {
    if (damage || !isDamage(cause)) return;
    damage = new DamagedFileError(file, damageFound(cause));
    met(damage);
  };
  const watchedOperation =
    (operation: (...values: unknown[]) => Promise<unknown>) =>
    async (...values: unknown[]): Promise<unknown> => {
      try {
        return await operation(...values);
      } catch (cause) {
        meet(cause);
        throw cause;
      }
    };
  const watched = <Port extends object>(port: Port): Port =>
    Object.fromEntries(Object.entries(port).map(([name, operation]) => [name, watchedOperation(operation)])) as Port;
  return {
    visits: watched(store.visits),
    plan: watched(store.plan),
    drafts: watched(store.drafts),
    messages: watched(store.messages),
    retention: watched(store.retention),
    time: watched(store.time),
    changes: { ...store.changes, ...watched({ look: store.changes.look }) },
    health: watched({
      ...store.health,
      async probe() {
        if (damage) throw damage;
        await store.health.probe();
      },
    }),
    ...watched({ close: store.close }),
  };
}
