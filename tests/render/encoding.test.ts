import { describe, expect, it } from "vitest";
import { encodingFor } from "@/lib/server/render/encoding";

describe("how an answer is packed", () => {
  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip, deflate, br, zstd", "br"],
    ["gzip;q=1.0", "gzip"],
    ["GZIP", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["br;q=0.2, gzip;q=0.9", "gzip"],
    ["gzip;q=0.9, br;q=0.9", "br"],
    ["*", "br"],
    ["*;q=0", null],
    ["br;q=0", null],
    ["identity", null],
    ["deflate", null],
    ["", null],
    [null, null],
  ])("for %j is %j", (asked, encoding) => expect(encodingFor(asked)).toBe(encoding));
});
