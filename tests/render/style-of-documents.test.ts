import { expect, it } from "vitest";
import { styleOfDocuments } from "@/lib/server/render/build";

it("documents leave out what only Next's pages have, and nothing else", () => {
  const next = "@layer next{.day{color:red}@media (width>1px){.day{color:blue}}}";
  expect(styleOfDocuments(`.a{b:c}${next}@media print{.a{b:d}}`)).toBe(".a{b:c}@media print{.a{b:d}}");
  expect(() => styleOfDocuments(".a{b:c}")).toThrow("marks nothing");
  expect(() => styleOfDocuments(next.slice(0, -1))).toThrow("has no end");
});
