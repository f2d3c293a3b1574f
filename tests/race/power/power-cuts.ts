import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Seal } from "@/lib/ports/seal";
import { type Chance, chanceFrom } from "../chance";
import { CutFile, LEFT } from "./disk";
import { acknowledgedBy, type Deed } from "./recording";

/** What was found after many power cuts. */
export interface Found {
  readonly images: number;
  /** Images in which something was gone that somebody had been told of, and how much at worst. */
  readonly losing: number;
  readonly worst: number;
  /** Images that could not be opened, or were not whole. */
  readonly damaged: readonly string[];
}

/** Where images lie: in memory, where there is such a place. */
const SHORT_LIVED = existsSync("/dev/shm") ? "/dev/shm" : tmpdir();

/** What may be found of a visit that somebody was told of: what was told, or what was asked for afterwards. */
const STILL_TRUE: Readonly<Record<string, readonly string[]>> = {
  booked: ["booked", "cancelled"],
  cancelled: ["cancelled"],
};

/**
 * What the disk would hold if commits were not synced, as with synchronous = NORMAL: the log is synced only before it is
 * copied into the database.
 */
export function withoutSyncedCommits(deeds: readonly Deed[]): readonly Deed[] {
  let copies = false;
  const kept: Deed[] = [];
  for (const deed of deeds.toReversed()) {
    if (deed.file === "database") copies = deed.kind === "write";
    if (deed.kind === "sync ends" && deed.file === "log" && !copies) continue;
    if (deed.kind === "write" && deed.file === "log") copies = false;
    kept.push(deed);
  }
  return kept.reverse();
}

/** An image as it is opened after the power is back, and what is wrong with it. */
function lookAt(file: string, told: ReadonlyMap<string, string>) {
  const database = new Database(file, { timeout: 0 });
  try {
    const integrity = database.pragma("integrity_check(1)", { simple: true });
    if (integrity !== "ok") return { damage: String(integrity), lost: 0 };
    if ((database.pragma("foreign_key_check") as unknown[]).length > 0)
      return { damage: "a reference leads nowhere", lost: 0 };
    const rows = database.prepare<[], { token: Buffer; state: string }>("SELECT token, state FROM visit").all();
    const found = new Map(rows.map(({ token, state }) => [token.toString("hex"), state]));
    const lost = [...told].filter(([token, state]) => !STILL_TRUE[state]?.includes(found.get(token) ?? "")).length;
    return { damage: null, lost };
  } catch (cause) {
    return { damage: cause instanceof Error ? cause.message : String(cause), lost: 0 };
  } finally {
    database.close();
  }
}

/** A recording, and the file with which it began. */
export interface Recorded {
  readonly base: Buffer;
  readonly deeds: readonly Deed[];
  readonly seal: Pick<Seal, "hashToken">;
  /** What people had been told before it: states by the hash of the token. */
  readonly before?: ReadonlyMap<string, string>;
}

/** Cuts the power at random moments of a recording, and looks at what each leaves. */
export function cutPower(recorded: Recorded, images: number, seed: number): Found {
  const folder = mkdtempSync(join(SHORT_LIVED, "okienko-cuts-"));
  try {
    return cutInto(folder, recorded, momentsOf(recorded.deeds, images, chanceFrom(seed)), chanceFrom(seed + 1));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Moments in their order, between any two deeds. */
const momentsOf = (deeds: readonly Deed[], images: number, chance: Chance): readonly number[] =>
  Array.from({ length: images }, () => chance.below(deeds.length + 1)).sort((a, b) => a - b);

function cutInto(
  folder: string,
  { base, deeds, seal, before = new Map() }: Recorded,
  moments: readonly number[],
  chance: Chance,
): Found {
  const database = new CutFile(base);
  const log = new CutFile(Buffer.alloc(0));
  const told = new Map<string, string>(before);
  const file = join(folder, "okienko.db");
  const [damaged, losses]: [string[], number[]] = [[], []];
  let done = 0;
  for (const moment of moments) {
    for (; done < moment; done++) {
      const deed = deeds[done];
      if (!deed) break;
      if (deed.file !== "none") (deed.file === "database" ? database : log).do(deed);
      const acknowledged = acknowledgedBy(deed);
      if (acknowledged) told.set(Buffer.from(seal.hashToken(acknowledged.token)).toString("hex"), acknowledged.state);
    }
    const left = chance.pick(LEFT);
    writeFileSync(file, database.cut(left, chance));
    writeFileSync(`${file}-wal`, log.cut(left, chance));
    rmSync(`${file}-shm`, { force: true });
    const { damage, lost } = lookAt(file, told);
    if (damage !== null) damaged.push(`after ${moment} deeds, ${left}: ${damage}`);
    if (lost > 0) losses.push(lost);
  }
  return { images: moments.length, losing: losses.length, worst: Math.max(0, ...losses), damaged };
}

/** What the files hold when nothing is cut; it must be what they are. */
export function endOf(base: Buffer, deeds: readonly Deed[]): { readonly database: Buffer; readonly log: Buffer } {
  const database = new CutFile(base);
  const log = new CutFile(Buffer.alloc(0));
  for (const deed of deeds) if (deed.file !== "none") (deed.file === "database" ? database : log).do(deed);
  const chance = chanceFrom(0);
  return { database: database.cut("all of them", chance), log: log.cut("all of them", chance) };
}
