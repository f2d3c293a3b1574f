import { expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { runs } from "../support/runs";
import { openOffice } from "./office";
import { acceptFormOf, fieldOf, phoneOf } from "./phone";
import { ask, connections } from "./wire";

const CITY = aCity({
  groups: [aGroup("dowody")],
  counters: [1, 2].map((number) =>
    aCounter(number, { groups: ["dowody"], windows: ["09:00-13:00"], offset: 5 * number }),
  ),
});

const agent = connections(4);

async function clockOf(origin: string, advance = "PT0S"): Promise<number> {
  const headers = { "content-type": "application/json" };
  const answer = await ask(agent, `${origin}/demo/clock`, {
    method: "POST",
    headers,
    body: JSON.stringify({ advance }),
  });
  return Date.parse((JSON.parse(answer.text) as { now: string }).now);
}

const TICK_MS = 300_000;
const LEAD_MS = 120_000;
const BEFORE_S = 2;

it("an hour that has passed is gone from the offer and the list within a second", async () => {
  const { origin } = await openOffice({ city: CITY });
  const page = `/q/${RATUSZ}/dowody`;
  const seen = { shown: 0, gone: 0 };
  for (let turn = 0; turn < runs(3, 12); turn++) {
    const now = await clockOf(origin);
    // A start is shown until two minutes before it.
    const border = Math.ceil((now + LEAD_MS + 1) / TICK_MS) * TICK_MS - LEAD_MS;
    await clockOf(origin, `PT${Math.floor((border - now) / 1_000) - BEFORE_S}S`);
    const passing = (border + LEAD_MS) / TICK_MS;
    for (;;) {
      const at = await clockOf(origin);
      if (at > border + 2_500) break;
      const phone = phoneOf(origin, agent);
      const form = acceptFormOf(await phone.open(page));
      const offered = Number(form && fieldOf(form, "start"));
      const { html: list } = await phone.open(`${page}?view=hours`);
      const listed = [...list.matchAll(/[?&;]start=(\d+)/g)].map(([, tick]) => Number(tick));
      if (at > border + 1_000) {
        seen.gone++;
        expect(offered).toBeGreaterThan(passing);
        expect(Math.min(...listed)).toBeGreaterThan(passing);
      } else if (offered === passing && listed.includes(passing)) seen.shown++;
    }
  }
  expect(seen.shown).toBeGreaterThan(0);
  expect(seen.gone).toBeGreaterThan(0);
});
