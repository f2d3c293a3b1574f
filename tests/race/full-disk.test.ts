import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cancelPath } from "@/lib/address/paths";
import { aCity, aCounter, aGroup, aHall, RATUSZ } from "../support/make";
import { runs } from "../support/runs";
import { missingFrom } from "./acknowledged";
import { type Api, type ApiAnswer, apiOf } from "./api";
import { type BrokenDisk, crowdedDisk, emptyLog, frozenFiles, limitedFiles, mountSmallDisk } from "./broken-disk";
import { chanceFrom } from "./chance";
import { faultsOf, snapshotOf, visitsByState } from "./database";
import type { Fault } from "./faults";
import { type Office, openOffice } from "./office";
import { acceptFormOf, type Form, formsOf, type Page, type Phone, phoneOf, tokenOf } from "./phone";
import { untilReadiness } from "./readiness";
import { connections } from "./wire";

const POSITIONS = runs(500, 2_000);
const FURTHEST = 320_000;
/** So often the disk is whole, that there are tickets to lose and to call off. */
const WHOLE_EVERY = 5;
const CLAIMS_AT_ONCE = 4;
const GROUPS = ["akta", "bilety", "ceidg", "dowody"];
const DAYS = ["24", "25", "26", "27"];

const FROZEN = "files that were frozen";

/** Room for everybody on four days: only the disk says no. */
const CITY = aCity({
  halls: [aHall("parter", null)],
  groups: GROUPS.map((id) => aGroup(id)),
  counters: GROUPS.flatMap((id, index) =>
    Array.from({ length: 8 }, (_, desk) => aCounter(index * 8 + desk + 1, { groups: [id], windows: ["08:00-16:00"] })),
  ),
});

interface Broken {
  readonly office: Office;
  readonly disk: BrokenDisk;
}

/** Frozen files take all or nothing, wherever the log ends. */
const positionsOf = (way: string): number => (way === FROZEN ? POSITIONS / 5 : POSITIONS);

/** Every way to break a disk that this user has; a limit on the length of files is always one. */
const WAYS: Readonly<Record<string, (fault?: Fault) => Promise<Broken | null>>> = {
  "files that may not grow": async (fault) => {
    const office = await openOffice({ city: CITY, ...(fault && { fault }) });
    return { office, disk: limitedFiles(office) };
  },
  "a small disk": async (fault) => {
    const mounted = mountSmallDisk(join(process.env.TMPDIR ?? "/tmp", `okienko-disk-${process.pid}-${Date.now()}`));
    if (mounted === null) return null;
    const office = await openOffice({ city: CITY, folder: mounted, ...(fault && { fault }) });
    return { office, disk: crowdedDisk(mounted) };
  },
  [FROZEN]: async (fault) => {
    const office = await openOffice({ city: CITY, ...(fault && { fault }) });
    const disk = frozenFiles(office.databaseFile);
    return disk && { office, disk };
  },
};

/** What people were told while the disk was full at one position. */
interface Told {
  readonly tickets: readonly string[];
  readonly cancelled: readonly string[];
  readonly unsaved: number;
  readonly odd: readonly string[];
}

const isUnsaved = ({ status, body, text }: ApiAnswer): boolean =>
  status === 503 && body.reason === "not-saved" && text.includes("61 646 33 44");

function sortOut(claims: readonly ApiAnswer[], cancels: readonly (readonly [string, ApiAnswer])[]): Told {
  const answers = [...claims, ...cancels.map(([, answer]) => answer)];
  const definite = (answer: ApiAnswer) => isUnsaved(answer) || [200, 201, 409].includes(answer.status);
  return {
    tickets: claims.flatMap(({ status, body }) => (status === 201 && body.token ? [body.token] : [])),
    cancelled: cancels.flatMap(([token, { status }]) => (status === 200 ? [token] : [])),
    unsaved: answers.filter(isUnsaved).length,
    odd: answers.filter((answer) => !definite(answer)).map(({ status, text }) => `${status} ${text}`),
  };
}

/** Claims and cancels at one fill position, all at once. */
async function askWhileFull(api: Api, key: string, start: () => string, standing: readonly string[]): Promise<Told> {
  const claims = Array.from({ length: CLAIMS_AT_ONCE }, (_, one) =>
    api.claimStart({ location: RATUSZ, caseGroup: GROUPS[one] ?? "akta" }, start(), `${key} ${one}`),
  );
  const cancels = standing.slice(0, 2).map(async (token) => [token, await api.cancel(token)] as const);
  return sortOut(await Promise.all(claims), await Promise.all(cancels));
}

interface Drilled {
  readonly acknowledged: ReadonlyMap<string, string>;
  readonly unsaved: number;
  readonly full: number;
  readonly odd: readonly string[];
}

/** Fills the disk at one position after another while people claim and cancel. */
async function drill({ office, disk }: Broken, positions: number): Promise<Drilled> {
  const api = apiOf(office.origin, connections(CLAIMS_AT_ONCE + 2));
  const chance = chanceFrom(positions);
  const start = () =>
    `2026-11-${chance.pick(DAYS)}T${String(8 + chance.below(6)).padStart(2, "0")}:${chance.pick(["00", "15", "30", "45"])}:00Z`;
  const acknowledged = new Map<string, string>();
  const odd: string[] = [];
  let [unsaved, full] = [0, 0];
  for (let position = 0; position < positions; position++) {
    emptyLog(office.databaseFile);
    if (position % WHOLE_EVERY > 0) disk.fill(Math.floor((position * FURTHEST) / positions));
    const standing = [...acknowledged].filter(([, state]) => state === "booked").map(([token]) => token);
    const told = await askWhileFull(api, `position ${position}`, start, standing);
    disk.mend();
    for (const token of told.tickets) acknowledged.set(token, "booked");
    for (const token of told.cancelled) acknowledged.set(token, "cancelled");
    odd.push(...told.odd);
    unsaved += told.unsaved;
    full += told.unsaved > 0 ? 1 : 0;
  }
  return { acknowledged, unsaved, full, odd };
}

/** What is wrong after a drill: false confirmations, visits that nobody was told of, faults, damage. */
async function wrongAfter({ origin, databaseFile }: Office, { acknowledged }: Drilled) {
  const { booked = 0, cancelled = 0 } = visitsByState(databaseFile);
  return {
    missing: await missingFrom(origin, acknowledged),
    unasked: booked + cancelled - acknowledged.size,
    faults: faultsOf(databaseFile),
    integrity: snapshotOf(databaseFile, (database) => database.pragma("integrity_check", { simple: true })),
  };
}

const NOTHING_WRONG = { missing: [], unasked: 0, faults: [], integrity: "ok" };

for (const [way, breakDisk] of Object.entries(WAYS)) {
  describe(`a disk that is full while the server runs: ${way}`, () => {
    it("never confirms what does not stand, says so in words, and needs no restart", async (context) => {
      const broken = await breakDisk();
      if (!broken) return context.skip(`this user has no right to make ${way}`);
      const positions = positionsOf(way);
      const drilled = await drill(broken, positions);
      const { acknowledged, unsaved, full, odd } = drilled;
      console.log(
        `${way}: ${positions} positions, at ${full} of them something was not saved; ` +
          `${acknowledged.size} tickets, ${unsaved} refusals`,
      );
      expect(odd).toEqual([]);
      expect(full).toBeGreaterThan(positions / 4);
      expect(acknowledged.size).toBeGreaterThan(positions / 4);
      expect(await wrongAfter(broken.office, drilled)).toEqual(NOTHING_WRONG);
      await broken.office.kill();
      await broken.office.restart();
      expect(await wrongAfter(broken.office, drilled)).toEqual(NOTHING_WRONG);
    });

    it("turns red within five seconds though nobody books, green within ten, and goes on showing", async (context) => {
      const broken = await breakDisk();
      if (!broken) return context.skip(`this user has no right to make ${way}`);
      const { office, disk } = broken;
      const api = apiOf(office.origin, connections(1));
      const took = { red: [] as number[], green: [] as number[] };
      for (let round = 0; round < 5; round++) {
        await untilReadiness(office.origin, 200);
        disk.fill(0);
        took.red.push(await untilReadiness(office.origin, 503));
        expect((await api.freeStarts({ location: RATUSZ, caseGroup: "akta" }, "2026-11-24")).status).toBe(200);
        disk.mend();
        took.green.push(await untilReadiness(office.origin, 200));
      }
      const seconds = (all: readonly number[]) => (Math.max(...all) / 1_000).toFixed(2);
      console.log(`${way}: red after at most ${seconds(took.red)} s, green after at most ${seconds(took.green)} s`);
      expect(Math.max(...took.red)).toBeLessThan(5_000);
      expect(Math.max(...took.green)).toBeLessThan(10_000);
    });

    it("leads a page's forms back with words and the hotline, and shows every page meanwhile", async (context) => {
      const broken = await breakDisk();
      if (!broken) return context.skip(`this user has no right to make ${way}`);
      const phone = phoneOf(broken.office.origin, connections(1));
      const offer = await phone.open(`/q/${RATUSZ}/dowody`);
      const accepted = async () => phone.open(await phone.post(offer, theForm(acceptFormOf(offer))));
      emptyLog(broken.office.databaseFile);
      broken.disk.fill(0);
      expectNotSaved(await accepted());
      expect(visitsByState(broken.office.databaseFile)).toEqual({});
      broken.disk.mend();
      const ticket = await accepted();
      expect(tokenOf(ticket)).not.toBeNull();
      emptyLog(broken.office.databaseFile);
      broken.disk.fill(0);
      expectNotSaved(await cancelOn(phone, ticket));
      expect((await phone.open(ticket.path)).html).toContain("Odwołaj wizytę");
      broken.disk.mend();
      expect(visitsByState(broken.office.databaseFile)).toEqual({ booked: 1 });
    });
  });
}

function theForm(form: Form | undefined): Form {
  if (!form) throw new Error("The page has no such form.");
  return form;
}

async function cancelOn(phone: Phone, ticket: Page): Promise<Page> {
  const question = await phone.open(cancelPath(tokenOf(ticket) ?? ""));
  const form = formsOf(question).find(({ label }) => label.startsWith("Tak, odwołaj"));
  return phone.open(await phone.post(question, theForm(form)));
}

function expectNotSaved({ path, status, html }: Page): void {
  expect([path, status]).toEqual([expect.stringContaining("notice=not-saved"), 200]);
  expect(html).toContain("Nic się nie zmieniło.");
  expect(html).toContain("61 646 33 44");
}

describe("controls of the full disk", () => {
  const limited = WAYS["files that may not grow"];
  if (!limited) throw new Error("The way that needs no rights is gone.");

  it("a server that keeps quiet about a failed commit confirms falsely, and the drill sees it", async () => {
    const broken = await limited("keeps quiet");
    if (!broken) throw new Error("No rights are needed for this.");
    const drilled = await drill(broken, 20);
    const { missing } = await wrongAfter(broken.office, drilled);
    console.log(`control: ${missing.length} false confirmations`);
    expect(missing.length).toBeGreaterThan(0);
  });

  it("a probe that is rolled back never reaches the disk, and stays green", async () => {
    const broken = await limited("rolls its probe back");
    if (!broken) throw new Error("No rights are needed for this.");
    broken.disk.fill(0);
    const { status } = await fetch(`${broken.office.origin}/readyz`);
    expect(status).toBe(200);
  });
});
