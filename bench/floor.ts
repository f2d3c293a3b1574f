import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { openClient, writing } from "@/db/sqlite/client";

// The least that a claim can cost: bare node:http, the same rows, the same durability, nothing decided.
const [file = "", port = ""] = process.argv.slice(2);
const client = openClient(file);
const visit = client.prepare(
  `INSERT INTO visit (location_id, hall_id, counter_id, case_group_id, start_tick, ticks, wait_from, places, cases, state, channel, code, token, nonce, key_hash, body_hash, name, contact, created_at)
   VALUES (1, 1001, ?, 1000, ?, 2, ?, 1, 1, 'booked', 'online', ?, ?, ?, ?, ?, 'Ala', 'ala@example.pl', 0)`,
);
const cell = client.prepare("INSERT INTO counter_tick VALUES (?, ?, ?)");
const place = client.prepare("INSERT INTO waiting_place VALUES (1001, ?, ?, ?)");
const audit = client.prepare("INSERT INTO audit (at, visit_id, actor, what) VALUES (0, ?, 'online', 'booked')");
client.exec("DROP TRIGGER IF EXISTS waiting_room_full");

let taken = 0;
function claim(): number {
  const counter = 1_000 + (taken % 12);
  const start = 10_000_000 + 2 * Math.floor(taken / 12);
  taken++;
  return writing(client, () => {
    const code = randomBytes(6).toString("hex");
    const bytes = () => randomBytes(32);
    const id = Number(visit.run(counter, start, start - 2, code, bytes(), bytes(), bytes(), bytes()).lastInsertRowid);
    for (const tick of [start, start + 1]) cell.run(counter, tick, id);
    for (const tick of [start - 2, start - 1]) place.run(tick, (counter - 1_000) * 2 + (tick % 2) + 1, id);
    audit.run(id);
    return id;
  });
}

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id: claim() }));
  });
}).listen(Number(port), "127.0.0.1", () => console.log("floor listens"));
