import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { onTestFinished } from "vitest";
import { openClient } from "@/db/sqlite/client";
import { sqliteStore } from "@/db/sqlite/store";
import type { Instant } from "@/lib/domain/time/tick";
import type { Deps } from "@/lib/ports/deps";
import type { Store } from "@/lib/ports/store";
import { askerOf } from "@/lib/server/who/asker";
import { PEER_HEADER } from "@/lib/server/who/client-address";
import type { Asker } from "@/lib/use-cases/visit/claim-visit";
import { NINE } from "../store/engine";
import { openDatabase } from "../store/sqlite-engine";
import { faultsIn } from "../support/invariants";
import { KNOWN_SERVICES, noHolidays, pinnedClock, seedCity, testSeal } from "../support/make";
import { almostText } from "./malformed";
import { type Watch, watchFile } from "./watched";

export const ALA = "AlaAlaAlaAlaAlaAlaAla0";
export const BARTEK = "BartekBartekBartekBar0";

/** What the pages work on, watched from the moment on at which everything stands. */
export interface Stage {
  readonly deps: Deps;
  readonly watch: Watch;
  /** Where cells and visits disagree. */
  faults(): readonly string[];
}

/** The deps while the stage is being furnished: time can still be set. */
export type Furnishing = Omit<Deps, "clock"> & { readonly clock: Deps["clock"] & { set(to: Instant): void } };

/** Opens a stage; what furnishes it gives the tests what they need of it. */
export type OpenStage = <Furniture>(
  furnish: (deps: Furnishing) => Promise<Furniture>,
  leftOut?: readonly string[],
) => Promise<Stage & Furniture>;

async function furnished<Furniture>(
  store: Store,
  furnish: (deps: Furnishing) => Promise<Furniture>,
): Promise<{ readonly deps: Deps } & Furniture> {
  const deps: Furnishing = {
    ...store,
    clock: pinnedClock(NINE),
    seal: testSeal(),
    limits: true,
    sharesHold: () => true,
    isPushService: KNOWN_SERVICES,
    lookups: { keep: () => undefined, typedOn: () => null },
  };
  const furniture = await furnish(deps);
  deps.clock.set(NINE);
  return { deps, ...furniture };
}

/** The seed's city on a real file. */
export const onFile: OpenStage = async (furnish, leftOut) => {
  const folder = mkdtempSync(join(tmpdir(), "okienko-fuzz-"));
  const file = join(folder, "okienko.db");
  openDatabase(seedCity().city, file).close();
  const client = openClient(file);
  // No power fails here, and ten thousand forms would wait for the disk.
  client.pragma("synchronous = OFF");
  onTestFinished(() => {
    client.close();
    rmSync(folder, { recursive: true });
  });
  const ready = await furnished(sqliteStore(client, noHolidays), furnish);
  const watch = watchFile(file, leftOut);
  onTestFinished(() => watch.close());
  return { ...ready, watch, faults: () => faultsIn(client) };
};

/** A form with these fields: a text is a field, several are several of one name, whatever else a file. */
export function formOf(fields: unknown): FormData {
  const form = new FormData();
  for (const [name, given] of Object.entries(Object(fields)))
    for (const value of Array.isArray(given) ? given : [given])
      form.append(name, typeof value === "string" ? value : new Blob([String(JSON.stringify(value))]));
  return form;
}

const NO_PROXIES: readonly string[] = [];

/** Who posts: a device by its cookie, half of them by one that is not ours. */
export const devices = fc.oneof(fc.constantFrom(ALA, BARTEK), almostText(fc.constant(ALA))).map((cookie): Asker => {
  const headers = new Map([
    ["cookie", typeof cookie === "string" ? `okienko=${cookie}` : ""],
    [PEER_HEADER, "198.51.100.7"],
  ]);
  return askerOf({ get: (name) => headers.get(name) ?? null }, { publicUrl: null, trustedProxies: NO_PROXIES });
});

export const LOCATIONS = ["gronowa", "libelta", "28-czerwca", "slowackiego"];
export const GROUPS = ["rejestracja-pojazdow", "dowody-wniosek", "zgony", "ulgi", "prawo-jazdy"];
