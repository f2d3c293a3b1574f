import { ownFile } from "../../db/sqlite/lock";

// Started by tests as a process of its own: takes a database file for itself, says so, and stays until it is killed.
const lock = ownFile(process.argv[2] ?? "");
// Nothing else keeps the lock from being collected as garbage, which would let it go.
process.once("SIGTERM", () => lock.release());
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
