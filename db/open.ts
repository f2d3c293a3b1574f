import { chmodSync, closeSync, mkdirSync, openSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { Hotline } from "@/lib/domain/city/hotline";
import type { Guides } from "@/lib/domain/reading/guide";
import type { TimeRecord } from "@/lib/domain/time/clock-trust";
import type { Instant } from "@/lib/domain/time/tick";
import type { Nonce, TokenHash } from "@/lib/domain/who/ids";
import type { Store } from "@/lib/ports/store";
import { readSeed } from "./seed/read-seed";
import { type Client, OWNER_ONLY, openClient, ormOf } from "./sqlite/client";
import { assertWhole, DamagedFileError, damageFound, isDamage, watchDamage } from "./sqlite/damage";
import { isBusy } from "./sqlite/file-gate";
import { type FileLock, ownFile } from "./sqlite/lock";
import { migrateToHead } from "./sqlite/migrate";
import { fillIfEmpty, renewDescriptions, sqliteStore } from "./sqlite/store";
import { knownTickets, renewTickets, type StoredTicket } from "./sqlite/tickets";
import { readTimeRecord } from "./sqlite/time-record";
import { UnfitFileError } from "./sqlite/unfit-file";

export { FileInUseError } from "./sqlite/lock";
export { UnfitFileError } from "./sqlite/unfit-file";

/** Who is told of what the database meets while it is open. */
export interface Told {
  /** It refused what had been decided: somebody was faster in between. */
  conflict(): void;
  /** A page of the file is damaged; told once. The message names the file and what to do. */
  damaged(damage: DamagedFileError): void;
}

export interface OpenedStore {
  readonly store: Store;
  readonly hotline: Hotline;
  readonly guides: Guides;
  /** Whether the example city was loaded into an empty database just now. */
  readonly filled: boolean;
  /** What the database knew of time when it was opened. */
  readonly time: TimeRecord;
  /** What a few visits tell of the secret with which their tickets were made; none where no ticket is known. */
  knownTickets(): readonly StoredTicket[];
  /** Gives every known ticket another token, by the nonce that it keeps; gives how many. */
  renewTickets(tokenHashOf: (nonce: Nonce) => TokenHash, now: Instant): number;
  close(): Promise<void>;
}

/** The database cannot be used where it lies: its disk or its rights do not let it be written. */
export class UnusableFileError extends UnfitFileError {
  constructor(file: string, cause: Error & { readonly code?: unknown }) {
    super(
      `Okienko cannot write its database ${file} (${String(cause.code)}): give the user that runs the server the right ` +
        "to write the file and its folder on a disk with room, or set DATABASE_URL to another file.",
      { cause },
    );
  }
}

/** What the system and SQLite answer where a file cannot be made, opened or written. */
const UNUSABLE =
  /^(E(ACCES|EXIST|ISDIR|LOOP|NAMETOOLONG|NOSPC|NOTDIR|PERM|ROFS)$|SQLITE_(CANTOPEN|FULL|IOERR|READONLY))/;

/** Another name of the file on its disk: by that one a second server would not meet the first, nor its log. */
export class LinkedFileError extends UnfitFileError {
  constructor(file: string) {
    super(
      `The database ${file} has another name on its disk (a hard link), by which a second server could use it ` +
        "unnoticed: copy the file, and put the copy in its place.",
    );
  }
}

/** Another program, that is no server of ours, writes to the file. */
export class HeldFileError extends UnfitFileError {
  constructor(file: string) {
    super(`Another program holds the database ${file}: end it, a browser of databases say, and start again.`);
  }
}

function unusable(file: string, cause: unknown): unknown {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (isDamage(cause)) return new DamagedFileError(file, damageFound(cause));
  if (isBusy(cause)) return new HeldFileError(file);
  return cause instanceof Error && UNUSABLE.test(code) ? new UnusableFileError(file, cause) : cause;
}

/** Makes the file readable by its owner alone; SQLite gives the files beside it the same rights. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  closeSync(openSync(file, "a", OWNER_ONLY));
  chmodSync(file, OWNER_ONLY);
  if (statSync(file).nlink > 1) throw new LinkedFileError(file);
}

/**
 * Opens the store: takes sole ownership of the file, looks whether it is whole, migrates, and loads the city once into an
 * empty database. The only place that knows which engine is used. Throws UnfitFileError (FileInUseError,
 * UnusableFileError, LinkedFileError, HeldFileError, DamagedFileError, MigrationError) or SeedError.
 */
export function openStore(databaseFile: string, holidayOn: HolidayOn, told: Told, root = process.cwd()): OpenedStore {
  const file = resolve(root, databaseFile);
  try {
    return openOwned(file, holidayOn, told, root);
  } catch (cause) {
    throw unusable(file, cause);
  }
}

function openOwned(file: string, holidayOn: HolidayOn, told: Told, root: string): OpenedStore {
  const lock = ownFile(file);
  let client: Client | undefined;
  try {
    makePrivate(file);
    client = openClient(file);
    return openWhole(client, lock, { holidayOn, told, root });
  } catch (cause) {
    client?.close();
    lock.release();
    throw cause;
  }
}

interface Around {
  readonly holidayOn: HolidayOn;
  readonly told: Told;
  readonly root: string;
}

function openWhole(client: Client, lock: FileLock, { holidayOn, told, root }: Around): OpenedStore {
  assertWhole(client);
  migrateToHead(client, resolve(root, "db/sqlite/migrations"));
  const seed = readSeed(resolve(root, "db/seed/poznan"));
  const filled = fillIfEmpty(client, () => seed);
  if (!filled) renewDescriptions(client, seed);
  const store = watchDamage(sqliteStore(client, holidayOn, told.conflict), client.name, told.damaged);
  return {
    store,
    hotline: seed.hotline,
    guides: seed.guides,
    filled,
    time: readTimeRecord(ormOf(client)),
    knownTickets: () => knownTickets(client),
    renewTickets: (tokenHashOf, now) => renewTickets(client, tokenHashOf, now),
    async close() {
      await store.close();
      lock.release();
    },
  };
}
