import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Messages } from "@/lib/ports/messages";
import { openMailHost } from "./mail-host";
import { type OutboxStage, openStage, type StageOptions, until } from "./stage";

const MESSAGES = 60;
const ADDRESSES = Array.from({ length: MESSAGES }, (_, one) => `person${one}@example.pl`);

/** Lets so many outboxes send what sixty people are to be told; gives how often each was written to. */
async function sent(outboxes: number, options: Pick<StageOptions, "careless" | "file"> = {}) {
  const host = await openMailHost({ answersAfter: () => 60 });
  const stage: OutboxStage = openStage(host.url, options);
  for (const address of ADDRESSES) await stage.book(address);
  stage.outbox.start();
  for (let more = 1; more < outboxes; more++) stage.reopen().start();
  await until(() => host.handedOver.length >= MESSAGES && stage.states().every((state) => state === "sent"));
  const times = new Map<string, number>();
  for (const { to } of host.handedOver) times.set(to, (times.get(to) ?? 0) + 1);
  return { times, connections: host.connections() };
}

const withoutTaking = (messages: Messages): Messages => ({ ...messages, take: async () => true });
/** A place for a database that goes with the test. */
function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), "okienko-once-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, "okienko.db");
}

const once = new Map(ADDRESSES.map((address) => [address, 1]));
const moreThanOnce = (times: ReadonlyMap<string, number>): number =>
  [...times.values()].filter((count) => count > 1).length;

describe("every message is sent once", () => {
  it("by the several lines of one process", async () => {
    const { times, connections } = await sent(1);
    expect(times).toEqual(once);
    expect(connections).toBeGreaterThan(1);
  });

  it("by two outboxes on one store", async () => {
    expect((await sent(2)).times).toEqual(once);
  });

  it("control: where nothing is taken and nothing remembered, one process sends some twice", async () => {
    const forgetful = (messages: Messages): Messages => ({
      ...withoutTaking(messages),
      due: (now, most, of) => messages.due(now, most, of && { ...of, except: new Set() }),
    });
    expect(moreThanOnce((await sent(1, { careless: forgetful })).times)).toBeGreaterThan(0);
  });

  it("control: where nothing is taken, two outboxes send some twice", async () => {
    expect(moreThanOnce((await sent(2, { careless: withoutTaking })).times)).toBeGreaterThan(0);
  });

  it("by two workers that share a file and nothing else", async () => {
    expect((await sent(2, { file: newFile() })).times).toEqual(once);
  });

  it("control: where nothing is taken, two workers that share a file send some twice", async () => {
    const { times } = await sent(2, { file: newFile(), careless: withoutTaking });
    expect(moreThanOnce(times)).toBeGreaterThan(0);
  });
});
