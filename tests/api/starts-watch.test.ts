import { describe, expect, it } from "vitest";
import { recentCounts } from "@/lib/server/watch/recent-counts";
import { type Attention, makeStartsWatch } from "@/lib/server/watch/starts-watch";
import { call, post } from "./call";
import { begin, eachItsOwn, MONDAY, offerFor, VISITS } from "./stage";

const MINUTE = 60_000;

function watched() {
  let now = 0;
  const told: Attention[] = [];
  const watch = makeStartsWatch(
    (attention) => told.push(attention),
    () => now,
  );
  const home = Buffer.from("home");
  return {
    watch,
    told,
    wait: (minutes: number) => {
      now += minutes * MINUTE;
    },
    laptop: (times: number) => {
      for (let one = 0; one < times; one++) watch.asked(home);
    },
    others: (times: number) => {
      for (let one = 0; one < times; one++) watch.asked(Buffer.from(`other ${one}`));
    },
  };
}

describe("starts of one network", () => {
  it("are told of from twenty in ten minutes on that are 30 % of all, and not below either", () => {
    const { watch, told, laptop, others } = watched();
    others(47);
    laptop(20);
    expect([told, watch.largestShare().toFixed(2)]).toEqual([[], "0.30"]);
    laptop(1);
    expect(told).toEqual([{ reason: "one-network", count: 21, percent: 30 }]);
    const few = watched();
    few.laptop(19);
    expect(few.told).toEqual([]);
    expect(few.watch.largestShare()).toBe(0);
    few.laptop(1);
    expect(few.told).toEqual([{ reason: "one-network", count: 20, percent: 100 }]);
    expect(few.watch.largestShare()).toBe(1);
  });

  it("are told of once in ten minutes, and again if it goes on", () => {
    const { told, laptop, wait } = watched();
    laptop(100);
    wait(9);
    laptop(100);
    expect(told).toHaveLength(1);
    wait(1);
    laptop(20);
    expect(told).toHaveLength(2);
  });

  it("are forgotten after ten minutes", () => {
    const { watch, told, laptop, others, wait } = watched();
    laptop(19);
    wait(9);
    others(20);
    expect(watch.largestShare()).toBeGreaterThan(0.4);
    wait(1);
    laptop(1);
    expect(told).toEqual([]);
    expect(watch.largestShare().toFixed(2)).toBe("0.05");
  });

  it("of nobody known, as by the office, count with all and for nobody", () => {
    const { watch, told, laptop } = watched();
    for (let one = 0; one < 100; one++) watch.asked(null);
    laptop(20);
    expect(told).toEqual([]);
    expect(watch.largestShare().toFixed(2)).toBe("0.17");
  });
});

describe("visits called off", () => {
  it("are told of from thirty in ten minutes on", () => {
    const { watch, told, wait } = watched();
    for (let one = 0; one < 29; one++) watch.cancelled();
    expect([told, watch.cancels()]).toEqual([[], 29]);
    wait(9);
    watch.cancelled();
    expect(told).toEqual([{ reason: "cancels", count: 30 }]);
    wait(1);
    expect(watch.cancels()).toBe(1);
  });
});

describe("counts of the last minutes", () => {
  it("tell only so many apart in a minute, and stay whole when time is set back", () => {
    let now = 10 * MINUTE;
    const counts = recentCounts({ minutes: 2, keys: 3 }, () => now);
    for (const key of ["a", "b", "c", "d", "d", null, "a"]) counts.add(key);
    expect([counts.all(), counts.most(), counts.of("a"), counts.of("d")]).toEqual([7, 2, 2, 0]);
    now -= 5 * MINUTE;
    counts.add("a");
    expect([counts.all(), counts.of("a")]).toEqual([8, 3]);
    now += 7 * MINUTE;
    expect([counts.all(), counts.most(), counts.of("a")]).toEqual([0, 0, 0]);
  });
});

describe("what the server says of it", () => {
  eachItsOwn();

  it("is a figure and a line without anybody in it", async () => {
    const app = begin(MONDAY);
    const home = { "x-okienko-peer": "192.0.2.7" };
    for (let one = 0; one < 20; one++) {
      const { offer } = await offerFor();
      const { body } = await post(VISITS, { offer }, home);
      await call("DELETE", `${VISITS}/${body.token}`, { headers: home });
    }
    const figures = await app.metrics.text();
    expect(figures).toContain("okienko_network_share_of_starts 1\n");
    expect(figures).toContain("okienko_cancels_of_ten_minutes 20\n");
    const hash = Buffer.from(app.seal.hash("network", "192.0.2.7"));
    for (const secret of ["192.0.2.7", hash.toString("base64"), hash.toString("hex")])
      expect(figures).not.toContain(secret);
  });
});
