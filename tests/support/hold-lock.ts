import { ownFile } from "../../db/sqlite/lock";

// Started by tests as a process of its own: takes a database file for itself, says so, and stays until it is killed.
ownFile(process.argv[2] ?? "");
process.stdout.write("locked\n");
setInterval(() => {}, 60_000);
