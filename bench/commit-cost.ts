import { join } from "node:path";
import { openClient } from "@/db/sqlite/client";
import { type Row, told } from "./table";

const SECONDS = 1.5;

/** What the disk costs: commits of one row each, `synchronous = FULL`, one after another. */
export function measureCommits(folder: string): Row[] {
  const client = openClient(join(folder, "commits.db"));
  client.exec("CREATE TABLE one (id INTEGER PRIMARY KEY, at INTEGER)");
  const insert = client.prepare("INSERT INTO one (at) VALUES (?)");
  const commit = client.transaction(() => insert.run(Date.now()));
  const began = performance.now();
  let commits = 0;
  while (performance.now() - began < SECONDS * 1_000) {
    commit.immediate();
    commits++;
  }
  const spent = performance.now() - began;
  client.close();
  return [
    told("disk: bare one-row commits, synchronous = FULL", `${((commits * 1_000) / spent).toFixed(0)}/s`),
    told("disk: one such commit", `${((spent * 1_000) / commits).toFixed(0)} µs`),
  ];
}
