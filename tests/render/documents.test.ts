import { createRequire } from "node:module";
import { useState } from "react";
import { jsx } from "react/jsx-runtime";
import { describe, expect, it, vi } from "vitest";
import { layoutStylesIn } from "@/lib/server/render/build";
import { markupOf } from "@/lib/server/render/markup";

// What documents assume of React and of Next's build (docs/decisions/033); that the build keeps to it, the end-to-end
// tests of documents see.

const load = createRequire(import.meta.url);
/** Makes an element as the components that Next has bundled do. */
const ofNext: { readonly jsx: typeof jsx } = load("next/dist/compiled/react/jsx-runtime");
const nextReact: { readonly useState: typeof useState } = load("next/dist/compiled/react");

describe("React outside Next", () => {
  it("takes elements that Next's own copy of it has made, and writes their texts so that they stay texts", async () => {
    const element = ofNext.jsx("b", { children: "<i>&\"'</i>" });
    expect(await markupOf(() => element)).toBe("<!DOCTYPE html><b>&lt;i&gt;&amp;&quot;&#x27;&lt;/i&gt;</b>");
  });

  it("lets nothing out of a style that stands in a page", async () => {
    const style = ofNext.jsx("style", { children: "</style><script>alert(1)</script>" });
    expect(await markupOf(() => style)).not.toContain("</style><script>");
  });

  it("fails on a component that waits for something: what a document shows is loaded before", async () => {
    const Late = async () => null;
    await expect(markupOf(() => jsx(Late as unknown as () => null, {}))).rejects.toThrow();
  });

  it("fails on a hook of Next's copy: a document has none", async () => {
    const complained = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const WithHook = () => nextReact.useState("x")[0];
    await expect(markupOf(() => jsx(WithHook, {}))).rejects.toThrow();
    complained.mockRestore();
    // Control: one of its own does no harm.
    const WithOwn = () => useState("x")[0];
    expect(await markupOf(() => jsx(WithOwn, {}))).toBe("<!DOCTYPE html>x");
  });
});

describe("Next's list of a page's style sheets", () => {
  const LIST = (styles: string) =>
    `globalThis.__RSC_MANIFEST={};globalThis.__RSC_MANIFEST["/x"]={"entryCSSFiles":{"/home/city/okienko/app/(resident)/[lang]/layout":[${styles}],"/home/city/okienko/app/urzad/layout":[{"inlined":false,"path":"static/css/ffff.css"}]}}`;
  const ONE = '{"inlined":false,"path":"static/css/d157f23c69896cc6.css"}';

  it("names those of the residents' layout, wherever the build was made", () => {
    expect(layoutStylesIn(LIST(ONE))).toEqual(["static/css/d157f23c69896cc6.css"]);
    expect(layoutStylesIn(LIST(`${ONE},${ONE.replace("d157", "0000")}`))).toHaveLength(2);
  });

  it("stops a start, in a sentence, where it names none or is another list", () => {
    for (const other of ["", LIST(""), LIST('{"inlined":true}')])
      expect(() => layoutStylesIn(other)).toThrow(/No style sheet of the residents' layout/);
  });
});
