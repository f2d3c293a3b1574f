import { describe, expect, it } from "vitest";
import { KEEP_HEADER } from "@/lib/offline/protocol";
import { readKeep, writeKeep } from "@/lib/offline/tickets";

const headersOf = (value: string) => new Headers([[KEEP_HEADER, value]]);

describe("how long a ticket may be kept", () => {
  it("is read as it was written, with any label, and never longer than was said", () => {
    for (const label of ["M01", "K7R M2P", "Ł;1", "100 %"]) {
      const keep = { day: "2026-11-23", seconds: 36_000, label, about: `${label}, ul. Libelta 16/20` };
      expect(readKeep(headersOf(writeKeep(keep)))).toEqual(keep);
    }
    expect(readKeep(headersOf(writeKeep({ day: "2026-11-23", seconds: 0.2, label: "M01", about: "" })))?.seconds).toBe(
      1,
    );
  });

  it("is read from copies that say nothing of what they are for", () => {
    const keep = { day: "2026-11-23", seconds: 60, label: "M01", about: "" };
    expect(readKeep(headersOf("2026-11-23;60;M01"))).toEqual(keep);
  });

  it("is nothing where the server has said nothing that can be read", () => {
    expect(readKeep(new Headers())).toBeNull();
    for (const text of ["", "yes", "2026-11-23", "2026-11-23;x;M01", "23.11.2026;60;M01", "2026-11-23;-5;M01"])
      expect([text, readKeep(headersOf(text))]).toEqual([text, null]);
  });
});
