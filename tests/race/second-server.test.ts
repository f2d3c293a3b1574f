import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { freePort } from "../support/server";
import { apiOf } from "./api";
import { openOffice } from "./office";
import { connections } from "./wire";

const DOWODY = { location: RATUSZ, caseGroup: "dowody" };
const CITY = aCity({
  groups: [aGroup("dowody")],
  counters: [aCounter(1, { groups: ["dowody"], windows: ["09:00-16:00"] })],
});

const STARTED_WITHIN_MS = 30_000;

interface Second {
  /** Exit code, or "serves" when it began to take requests. */
  readonly end: number | null | "serves";
  readonly printed: string;
}

/** Starts the built application once more on a file that may be in use. */
async function startSecond(databaseFile: string): Promise<Second> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), HOST: "127.0.0.1", DATABASE_URL: `file:${databaseFile}` };
  const child = spawn(process.execPath, ["scripts/serve.mjs"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  return new Promise((done) => {
    const end = (how: Second["end"]): void => {
      clearTimeout(late);
      child.kill("SIGKILL");
      done({ end: how, printed });
    };
    const late = setTimeout(() => end(null), STARTED_WITHIN_MS);
    const read = (chunk: Buffer): void => {
      printed += String(chunk);
      if (printed.includes(`listens on http://127.0.0.1:${port}`)) end("serves");
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    child.once("exit", (code) => end(code));
  });
}

/** What a server says for itself, without the lines of Next about its configuration. */
const sentencesOf = ({ printed }: Second): string[] =>
  printed.split("\n").filter((line) => line.trim() !== "" && !/next\.config|^\s*[▲✓⚠-]/.test(line));

describe("a second server on the same file", () => {
  it("refuses with one sentence and a failure, and the first goes on; after kill -9 the next start just works", async () => {
    const office = await openOffice({ city: CITY });
    const second = await startSecond(office.databaseFile);
    expect(second.end).toBe(1);
    expect(sentencesOf(second)).toEqual([
      `Another Okienko server already uses ${office.databaseFile}; stop it first or set DATABASE_URL to another file.`,
    ]);
    const api = apiOf(office.origin, connections(1));
    expect((await api.claimStart(DOWODY, "2026-11-24T10:00:00Z", "after the refusal")).status).toBe(201);
    await office.kill();
    await office.restart();
    const { body } = await api.claimStart(DOWODY, "2026-11-24T10:00:00Z", "after the refusal");
    expect(body.state).toBe("booked");
  });

  it("control: with the lock file taken away it does start, and would be noticed", async () => {
    const office = await openOffice({ city: CITY });
    rmSync(`${office.databaseFile}.lock`);
    expect((await startSecond(office.databaseFile)).end).toBe("serves");
  });
});
