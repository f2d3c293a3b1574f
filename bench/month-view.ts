import { openClient } from "@/db/sqlite/client";
import { bookableDays } from "./city";
import { fileWithYear, PAST_OF_YEAR, takeHalfOf } from "./past-visits";
import { endAll, startClient, startOkienko } from "./processes";
import { median } from "./quantile";
import { atMost, milliseconds, perSecond, type Row, told } from "./table";

const WARM_UP = { hands: 1, seconds: 3 };
const ALONE = { hands: 1, seconds: 3 };
const CROWDED = { hands: 16, seconds: 4 };
const ROUNDS = 5;
const P95_BAR_MS = 150;
const CROWDED_P95_BAR_MS = 100;
const PAST = `${(PAST_OF_YEAR / 1_000).toFixed(0)} k past visits`;

/** The calendar's month as a page over HTTP, beside a year of history, half of every day that can be booked taken. */
export async function measureMonthView(folder: string): Promise<Row[]> {
  const file = fileWithYear(folder);
  const database = openClient(file);
  takeHalfOf(database, bookableDays());
  database.close();
  const client = await startClient("months", await startOkienko(file));
  await client(WARM_UP);
  const rounds = [];
  for (let turn = 0; turn < ROUNDS; turn++) rounds.push(await client(ALONE));
  const crowded = await client(CROWDED);
  await endAll();
  if ([...rounds, crowded].some(({ refused }) => refused > 0)) throw new Error("A month was not shown.");
  return [
    told(`month view, a year of history (${PAST}), p50`, milliseconds(median(rounds.map(({ p50 }) => p50)))),
    atMost("month view, a year of history, p95", median(rounds.map(({ p95 }) => p95)), P95_BAR_MS, milliseconds),
    atMost("month view, 16 readers at once, p95", crowded.p95, CROWDED_P95_BAR_MS, milliseconds),
    told("month view, 16 readers at once", perSecond(crowded.perSecond)),
  ];
}
