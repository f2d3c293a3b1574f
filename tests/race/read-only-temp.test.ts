import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { buildings, GROUPS, TODAY, workingDays } from "@/bench/city";
import { fileWithPast } from "@/bench/past-visits";
import { startServer } from "../support/server";
import { apiOf } from "./api";
import type { Fault } from "./faults";
import { careless } from "./office";
import { ask, connections } from "./wire";

const CLAIMS = 300;
const AT_ONCE = 10;

/** Everything may only be read but the folder of the database: what systemd calls ProtectSystem and a private /tmp. */
const HARDENED = `
  for place in /tmp /var/tmp /usr/tmp "$PWD"; do
    [ -d "$place" ] || continue
    mount --bind "$place" "$place" && mount -o remount,ro,bind "$place" || exit 1
  done
  mount --bind "$1" "$1" && mount -o remount,rw,bind "$1" || exit 1
  cd "$PWD" && shift && exec "$@"`;

const through = (folder: string): readonly string[] => ["unshare", "--mount", "sh", "-c", HARDENED, "sh", folder];

/** Whether this user may have a view of the disks of its own. */
const mayHarden = (folder: string): boolean => {
  const [program = "", ...argv] = [...through(folder), "sh", "-c", `! touch /tmp/written && touch "${folder}/written"`];
  return spawnSync(program, argv).status === 0;
};

/** What 300 claims come to at a city of 2,800 visits whose server may write nowhere but beside its database. */
async function claimHardened(fault?: Fault) {
  const folder = mkdtempSync(join(tmpdir(), "okienko-hardened-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  if (!mayHarden(folder)) return null;
  const databaseFile = fileWithPast(folder, 2_800);
  const command = fault && { command: careless(fault) };
  const server = await startServer({ databaseFile, limits: "off", through: through(folder), ...command });
  onTestFinished(() => server.dispose());
  const agent = connections(AT_ONCE);
  const api = apiOf(server.origin, agent);
  const [day] = workingDays(TODAY, 1, 1);
  const claim = async (number: number): Promise<number> => {
    const [building, slot] = [buildings[number % buildings.length]?.id ?? "", Math.floor(number / buildings.length)];
    const start = `${day}T${String(8 + slot).padStart(2, "0")}:00:00Z`;
    const matter = { location: building, caseGroup: GROUPS[number % GROUPS.length] ?? "" };
    return (await api.claimStart(matter, start, `hardened service ${number}`)).status;
  };
  const statuses: number[] = [];
  for (let number = 0; number < CLAIMS; number += AT_ONCE)
    statuses.push(...(await Promise.all(Array.from({ length: AT_ONCE }, (_, one) => claim(number + one)))));
  const ready = await ask(agent, `${server.origin}/readyz`);
  return { unsaved: statuses.filter((status) => status === 503).length, statuses: new Set(statuses), ready };
}

describe("a service that may write nowhere but beside its database", () => {
  it("takes every claim", async (context) => {
    const came = await claimHardened();
    if (!came) return context.skip("this user may not have a view of the disks of its own");
    expect(came).toMatchObject({ unsaved: 0, statuses: new Set([201]), ready: { status: 200 } });
  });

  it("control: one that puts aside into the system's folder cannot save most of them, and is not ready", async (context) => {
    const came = await claimHardened("spills");
    if (!came) return context.skip("this user may not have a view of the disks of its own");
    console.log(`control: ${came.unsaved} of ${CLAIMS} not saved`);
    expect(came.unsaved).toBeGreaterThan(0);
    expect(came.ready.status).toBe(503);
  });
});
