// The process that is killed: `cut-process.ts ORDER`, where an order names operations and the files to carry them out on.
import { copyFileSync, writeSync } from "node:fs";
import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import { noHolidays } from "../support/make";
import { OPERATIONS, type OperationName } from "./cut-operations";
import { takeTransactionsAway, watchBorders } from "./write-borders";

interface CutTask {
  readonly name: OperationName;
  readonly file: string;
}

export interface CutOrder {
  readonly tasks: readonly CutTask[];
  readonly transactions: "kept" | "taken away";
}

/** On which copy of its file an operation stood at which border when the kill came; null where it had come to its end. */
export interface Cut extends CutTask {
  readonly at: string | null;
}

const STDOUT = 1;
const { tasks, transactions }: CutOrder = JSON.parse(process.argv[2] ?? "null");

/** Whatever was put off to the end of the turn: it is carried out where this process says, for it never comes to one. */
const putOff: (() => void)[] = [];
globalThis.setImmediate = ((work: () => void) => putOff.push(work)) as unknown as typeof setImmediate;

let come: (at: string) => void = () => undefined;
// At once, and not through a stream, which the kill would take with it.
const tell = (cut: Cut): void => void writeSync(STDOUT, `${JSON.stringify(cut)}\n`);

function openStore(file: string) {
  const client = openClient(file);
  if (transactions === "taken away") takeTransactionsAway(client);
  return sqliteStore(client, noHolidays);
}

/**
 * Carries an operation out on a copy of its file up to its n-th border. There it stands while the next copy is taken to
 * the border after that, and so on until one comes to its end and the next operation begins; then one kill cuts them
 * all. They share neither file nor connection, and a process for each would take far longer to start than to be cut.
 */
function carryOutUpTo(border: number, [task, ...others]: CutOrder["tasks"]): void {
  if (!task) return void process.kill(process.pid, "SIGKILL");
  const { name, file } = task;
  const copy = `${file}-cut-${border}`;
  copyFileSync(file, copy);
  come = () => undefined;
  const store = openStore(copy);
  let borders = 0;
  come = (at) => {
    if (++borders < border) return;
    tell({ name, file: copy, at });
    carryOutUpTo(border + 1, [task, ...others]);
  };
  void OPERATIONS[name].carryOut(store);
  for (const work of putOff.splice(0)) work();
  tell({ name, file: copy, at: null });
  carryOutUpTo(1, others);
}

watchBorders((at) => come(at));
carryOutUpTo(1, tasks);
