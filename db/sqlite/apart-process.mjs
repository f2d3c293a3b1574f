// What takes seconds of a processor, in a process of its own (db/sqlite/apart.ts): `apart-process.mjs TASK FILE [TARGET]`.
import { closeSync, fsyncSync, openSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/** Two megabytes. */
const PAGES_AT_ONCE = 512;
/** Who books syncs the log meanwhile, and would wait until the disk has taken all that it was given of the copy. */
const SYNCED_EVERY_PAGES = 2_048;

function open(file, options = {}) {
  const database = new Database(file, { fileMustExist: true, timeout: 0, ...options });
  database.pragma("temp_store = MEMORY");
  return database;
}

/** What is wrong with a copy, or null. */
function faultOf(copy) {
  const found = copy.pragma("integrity_check(1)", { simple: true });
  if (found !== "ok") return found;
  return copy.pragma("foreign_key_check").length > 0 ? "a reference leads nowhere" : null;
}

/** A name that is not on the disk yet would go at a power cut, and the file with it. */
function keepName(file) {
  const folder = openSync(dirname(file), "r");
  fsyncSync(folder);
  closeSync(folder);
}

/** Copies a moment of the database, in parts, whatever is written to it meanwhile. */
async function copyPages(source, target) {
  // The moment is held by reading: else a copy in parts would begin anew with every write.
  source.exec("BEGIN");
  source.prepare("SELECT count(*) FROM sqlite_schema").get();
  const written = openSync(target, "r");
  let pages = 0;
  await source.backup(target, {
    progress() {
      pages += PAGES_AT_ONCE;
      if (pages % SYNCED_EVERY_PAGES === 0) fsyncSync(written);
      return PAGES_AT_ONCE;
    },
  });
  // Not before: with the first of its descriptors a process lets go of its locks on a file.
  closeSync(written);
  source.exec("COMMIT");
}

async function copy(file, target) {
  // Bookings come first.
  setPriority(constants.priority.PRIORITY_LOW);
  const source = open(file, { readonly: true });
  await copyPages(source, target);
  source.close();
  keepName(target);
  // Opened for writing, though nothing is written: closed so, it leaves no files beside the copy.
  const made = open(target);
  const fault = faultOf(made);
  const visits = made.prepare("SELECT count(*) FROM visit").pluck().get();
  made.close();
  return { fault, visits };
}

/** Copies what the log holds into the database, as far as nobody reads what was before, and waits for nobody. */
function checkpoint(file) {
  const database = open(file);
  database.pragma("synchronous = FULL");
  const [{ log, checkpointed }] = database.pragma("wal_checkpoint(PASSIVE)");
  database.close();
  return { log, checkpointed };
}

const TASKS = { copy, checkpoint };

const [task, ...files] = process.argv.slice(2);
try {
  process.send({ done: await TASKS[task](...files) });
} catch (cause) {
  process.send({ failed: { message: cause.message, code: cause.code } });
}
process.disconnect();
