import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClient, writing } from "@/db/sqlite/client";
import type { Line } from "./verdicts";

const COMMITS = 1_500;

/** What this disk gives: bare one-row commits at FULL. */
export function benchCommits(): Line[] {
  const folder = mkdtempSync(join(tmpdir(), "okienko-bench-"));
  const client = openClient(join(folder, "commits.db"));
  client.exec("CREATE TABLE one (id INTEGER PRIMARY KEY)");
  const insert = client.prepare("INSERT INTO one DEFAULT VALUES");
  const began = performance.now();
  for (let commit = 0; commit < COMMITS; commit++) writing(client, () => void insert.run());
  const rate = (1_000 * COMMITS) / (performance.now() - began);
  client.close();
  rmSync(folder, { recursive: true, force: true });
  return [{ what: "bare one-row commits of this disk at FULL", figure: `${rate.toFixed(0)}/s`, bar: "", met: null }];
}
