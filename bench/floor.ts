// The floor: bare node:http and better-sqlite3 writing the same rows of a claim, deciding nothing. `floor.ts FILE PORT`
import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import { openClient } from "@/db/sqlite/client";
import { opening, TODAY } from "./city";

interface Wanted {
  readonly caseGroup: string;
  readonly start: string;
  readonly counter: string;
  readonly name: string;
  readonly contact: string;
}

const TICK_MS = 300_000;
const TICKS = 3;
const WAIT_TICKS = 2;
const A_YEAR_OF_TICKS = 105_120;

const [file = "", port = ""] = process.argv.slice(2);
const client = openClient(file);
client
  .prepare("INSERT INTO hall_capacity (hall_id, from_tick, to_tick, places) SELECT id, @from, @to, 100 FROM hall")
  .run({ from: opening(TODAY) - A_YEAR_OF_TICKS, to: opening(TODAY) + A_YEAR_OF_TICKS });

const idsOf = (sql: string) => new Map(client.prepare<[], [string, number]>(sql).raw().all());
const groups = idsOf("SELECT slug, id FROM case_group");
const counters = idsOf("SELECT slug, id FROM counter");
const halls = new Map(client.prepare<[], [number, number]>("SELECT id, hall_id FROM counter").raw().all());
const locations = new Map(client.prepare<[], [number, number]>("SELECT id, location_id FROM hall").raw().all());

const insertVisit = client.prepare(`
  INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases, state,
    channel, code, token, nonce, device, key_hash, body_hash, name, contact, language, created_at)
  VALUES (@location, @hall, @counter, @group, @start, ${TICKS}, @waitFrom, 1, 1, 'booked', 'online', @code, @token,
    @nonce, @device, @key, @body, @name, @contact, 'pl', @now)`);
const takeTick = client.prepare("INSERT INTO counter_tick (counter_id, tick, visit_id) VALUES (?, ?, ?)");
const takePlace = client.prepare("INSERT INTO waiting_place (hall_id, tick, place, visit_id) VALUES (?, ?, ?, ?)");
const audit = client.prepare("INSERT INTO audit (at, visit_id, actor, what) VALUES (?, ?, 'online', 'booked')");

const claim = client.transaction(({ caseGroup, start, counter, name, contact }: Wanted, token: Buffer, key: Buffer) => {
  const counterId = counters.get(counter) ?? 0;
  const hall = halls.get(counterId) ?? 0;
  const tick = Date.parse(start) / TICK_MS;
  const now = Date.now();
  const visit = Number(
    insertVisit.run({
      ...{ location: locations.get(hall), hall, counter: counterId, group: groups.get(caseGroup), start: tick },
      ...{
        waitFrom: tick - WAIT_TICKS,
        code: token.toString("hex", 0, 6),
        token,
        nonce: key,
        device: key.subarray(16),
      },
      ...{ key: key.subarray(0, 16), body: token.subarray(0, 16), name, contact, now },
    }).lastInsertRowid,
  );
  for (let step = 0; step < TICKS; step++) takeTick.run(counterId, tick + step, visit);
  for (let step = 1; step <= WAIT_TICKS; step++) takePlace.run(hall, tick - step, counterId, visit);
  audit.run(now, visit);
});

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

const server = createServer(async (incoming, outgoing) => {
  const wanted = JSON.parse(await bodyOf(incoming)) as Wanted;
  const token = createHash("sha256").update(randomBytes(16)).digest();
  const key = createHash("sha256").update(String(incoming.headers["idempotency-key"])).digest();
  claim.immediate(wanted, token, key);
  outgoing.writeHead(201, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ token: token.toString("base64url"), start: wanted.start, counter: wanted.counter }));
});
server.listen(Number(port), "127.0.0.1", () => console.log("listening"));
