import { chmodSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Database from "better-sqlite3";
import { OWNER_ONLY } from "./client";
import { UnfitFileError } from "./unfit-file";

/** Another process owns the database file. */
export class FileInUseError extends UnfitFileError {
  constructor(readonly file: string) {
    super(`Another Okienko server already uses ${file}; stop it first or set DATABASE_URL to another file.`);
  }
}

export interface FileLock {
  release(): void;
}

/**
 * Makes this process the one owner of the database file: an exclusive transaction kept open on a side file.
 * The operating system drops it when the process dies, so nothing is left to clean up. Throws FileInUseError.
 */
export function ownFile(file: string): FileLock {
  const side = `${file}.lock`;
  mkdirSync(dirname(side), { recursive: true });
  const client = new Database(side, { timeout: 0 });
  chmodSync(side, OWNER_ONLY);
  try {
    client.exec("BEGIN EXCLUSIVE");
  } catch (cause) {
    client.close();
    if (cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_BUSY")) throw new FileInUseError(file);
    throw cause;
  }
  return {
    release() {
      if (!client.open) return;
      client.exec("ROLLBACK");
      client.close();
    },
  };
}
