import { closeSync, openSync, rmSync } from "node:fs";
import type { Apart } from "./apart";
import { OWNER_ONLY } from "./client";

/** Makes an empty file that its owner alone may read, before anything is in it; SQLite gives what lies beside the same rights. */
function makePrivately(file: string): void {
  try {
    closeSync(openSync(file, "wx", OWNER_ONLY));
  } catch (cause) {
    throw (cause as NodeJS.ErrnoException).code === "EEXIST" ? new Error(`${file} exists already.`, { cause }) : cause;
  }
}

const remove = (file: string): void => {
  for (const name of [file, `${file}-journal`, `${file}-wal`, `${file}-shm`]) rmSync(name, { force: true });
};

/**
 * A consistent copy of the database, reopened and checked; one that is not whole is removed. Readable by its owner alone
 * from its first byte.
 */
export async function backup(apart: Apart, file: string): Promise<{ visits: number }> {
  makePrivately(file);
  try {
    const { fault, visits } = await apart.copy(file);
    if (fault !== null) throw new Error(`The copy ${file} is damaged: ${fault}`);
    return { visits };
  } catch (cause) {
    remove(file);
    throw cause;
  }
}
