// What takes seconds of a processor, in a process of its own (db/sqlite/apart.ts): `apart-process.mjs TASK FILE [TARGET]`.
import { closeSync, fsyncSync, openSync } from "node:fs";
import { constants, setPriority } from "node:os";
import { dirname } from "node:path";
import Database from "better-sqlite3";

/** As many pages as there are: what others write meanwhile would begin a copy in parts anew. */
const ALL_AT_ONCE = 0x7fffffff;

function open(file) {
  const database = new Database(file, { fileMustExist: true, timeout: 0 });
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

async function copy(file, target) {
  const source = open(file);
  await source.backup(target, { progress: () => ALL_AT_ONCE });
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
// Bookings come first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
try {
  process.send({ done: await TASKS[task](...files) });
} catch (cause) {
  process.send({ failed: { message: cause.message, code: cause.code } });
}
process.disconnect();
