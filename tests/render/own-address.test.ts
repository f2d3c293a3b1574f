import { describe, expect, it } from "vitest";
import { openAnswer, rendering } from "@/lib/server/render/answer";
import { currentPath } from "@/lib/server/who/request";

const pathOf = (url: string): string => rendering(openAnswer({ url, headers: {} }), currentPath);

describe("the address that links to other languages are made from", () => {
  it.each([
    ["/rezerwacja?_rsc=1abc", "/rezerwacja"],
    ["/rezerwacja?_rsc", "/rezerwacja"],
    ["/rezerwacja?cases=2&_rsc=1abc", "/rezerwacja?cases=2"],
    ["/en/rezerwacja?_rsc=1abc&cases=2", "/rezerwacja?cases=2"],
    ["/rezerwacja?_rsc=1abc&_rsc=2def", "/rezerwacja"],
    ["/rezerwacja?_rsc=1abc&cases=2&_rsc=2def&start=5&_rsc=3", "/rezerwacja?cases=2&start=5"],
  ])("%s says nothing of the script", (url, path) => {
    expect(pathOf(url)).toBe(path);
  });

  it("keeps what only looks alike", () => {
    expect(pathOf("/sprawy?q=_rsc=1&my_rsc=2")).toBe("/sprawy?q=_rsc=1&my_rsc=2");
  });
});
