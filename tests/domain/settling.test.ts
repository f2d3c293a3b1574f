import { describe, expect, it } from "vitest";
import { type Attempt, settledBy } from "@/lib/domain/messages/settling";
import { HOUR_MS, MINUTE_MS } from "@/lib/domain/time/tick";

const NOW = 1_000_000;
const settled = (result: Attempt, attempts = 0, unclear = 0) => settledBy(result, { attempts, unclear }, NOW);

describe("what an attempt to send leaves", () => {
  it("is an end where the message was sent, or is of no use, or has no way", () => {
    expect(settled("sent")).toEqual({ kind: "sent" });
    for (const reason of ["stale", "no-way", "country", "budget"] as const)
      expect(settled(reason, 7, 1)).toEqual({ kind: "dropped", reason });
  });

  it("is nothing where there was no attempt", () => {
    expect(settled("waits", 3)).toEqual({ kind: "untried" });
  });

  it("is another try, ever later, where nothing could be sent", () => {
    for (const result of ["failed", "deferred"] as const) {
      expect(settled(result)).toEqual({ kind: "later", nextTryAt: NOW + MINUTE_MS / 2, unclear: false });
      expect(settled(result, 1)).toEqual({ kind: "later", nextTryAt: NOW + MINUTE_MS, unclear: false });
      expect(settled(result, 99)).toEqual({ kind: "later", nextTryAt: NOW + HOUR_MS, unclear: false });
    }
  });

  it("is another try in six hours where the other side refused", () => {
    expect(settled("refused", 5)).toEqual({ kind: "later", nextTryAt: NOW + 6 * HOUR_MS, unclear: false });
  });

  it("is another try at once, by another way, where the device is gone", () => {
    expect(settled("gone", 5)).toEqual({ kind: "later", nextTryAt: NOW, unclear: false, fresh: true });
  });

  it("is two more tries where it may have arrived, and then none", () => {
    expect(settled("unclear")).toEqual({ kind: "later", nextTryAt: NOW + 10 * MINUTE_MS, unclear: true });
    expect(settled("unclear", 4, 1)).toEqual({ kind: "later", nextTryAt: NOW + HOUR_MS, unclear: true });
    expect(settled("unclear", 4, 2)).toEqual({ kind: "dropped", reason: "unclear" });
  });
});
