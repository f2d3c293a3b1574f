import { openClient } from "@/db/sqlite/client";
import { TODAY } from "./city";
import { fileWithPast, takeHalfOf } from "./past-visits";
import { type Client, endAll, startClient, startOkienko } from "./processes";
import { median } from "./quantile";
import { atMost, milliseconds, perSecond, type Row, times, told } from "./table";

const WARM_UP = { hands: 1, seconds: 2 };
const ALONE = { hands: 1, seconds: 1 };
const CROWDED = { hands: 16, seconds: 2 };
const ROUNDS = 12;
const P95_BAR_MS = 100;
const GROWTH_BAR = 1.2;

async function clientFor(folder: string, past: number): Promise<Client> {
  const file = fileWithPast(folder, past);
  const database = openClient(file);
  takeHalfOf(database, [TODAY]);
  database.close();
  return startClient("next-free", await startOkienko(file));
}

/** next-free over HTTP beside 1 k and 1 M past visits, in turn, half of today taken. */
export async function measureNextFree(folder: string): Promise<Row[]> {
  const [few, many] = [await clientFor(folder, 1_000), await clientFor(folder, 1_000_000)];
  for (const client of [few, many]) await client(WARM_UP);
  const rounds: { few: number; many: number; p95: number }[] = [];
  for (let turn = 0; turn < ROUNDS; turn++) {
    const small = await few(ALONE);
    const large = await many(ALONE);
    rounds.push({ few: small.p50, many: large.p50, p95: large.p95 });
  }
  const crowded = await many(CROWDED);
  await endAll();
  const of = (pick: (round: (typeof rounds)[number]) => number) => median(rounds.map(pick));
  return [
    told("next-free, 1 k past visits, one reader, p50", milliseconds(of((round) => round.few))),
    told("next-free, 1 M past visits, one reader, p50", milliseconds(of((round) => round.many))),
    atMost(
      "next-free, 1 M, one reader, p95",
      of((round) => round.p95),
      P95_BAR_MS,
      milliseconds,
    ),
    atMost("next-free, 1 M, 16 readers at once, p95", crowded.p95, P95_BAR_MS, milliseconds),
    told("next-free, 1 M, 16 readers at once", perSecond(crowded.perSecond)),
    atMost(
      "next-free, growth from 1 k to 1 M, median of turns",
      of((round) => round.many / round.few),
      GROWTH_BAR,
      times,
    ),
  ];
}
