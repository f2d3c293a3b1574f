import { beforeEach, describe, expect, it } from "vitest";
import { documents } from "@/app/(resident)/documents";
import { findRoute } from "@/lib/address/find";
import { loadMatter } from "@/lib/pages/reading/procedure-view";
import type { Application } from "@/lib/server/compose";
import { documentsWith } from "@/lib/server/render/document";
import { makeSharedPages } from "@/lib/server/render/shared-pages";
import { begin, eachItsOwn, MONDAY } from "./stage";

const PARTS = { style: "", script: "/_next/static/documents/document-0123456789abcdef.js" };
const MARK = 'class="uncertain"><svg';

let app: Application;

async function htmlAt(path: string): Promise<string> {
  const pages = makeSharedPages(app, "http://127.0.0.1:9", documentsWith(documents, PARTS));
  const answer = await pages.answer({ method: "GET", path, route: findRoute(path).route, headers: {} }, "");
  return answer?.body.toString() ?? "";
}

eachItsOwn();
beforeEach(() => {
  app = begin(MONDAY);
});

describe("what is not certain", () => {
  it("is explained once on every page that marks it, and on no other", async () => {
    const { city } = await app.plan.book();
    const counts = { marked: 0, plain: 0 };
    for (const group of city.caseGroups) {
      for (const { locationId } of group.served) {
        const path = `/q/${locationId}/${group.id}`;
        const html = await htmlAt(path);
        const isMarked = html.includes(MARK);
        expect(html.split("data-check").length - 1, path).toBe(isMarked ? 1 : 0);
        if (isMarked) expect(html, path).toMatch(/data-check.*tel:\+48616463344.*href="https?:\/\/[^"]*bip/s);
        counts[isMarked ? "marked" : "plain"]++;
      }
    }
    expect(counts.marked).toBeGreaterThan(0);
    expect(counts.plain).toBeGreaterThan(0);
  });

  it("is known of a whole description", async () => {
    for (const { slug } of await app.plan.procedures()) {
      const view = await loadMatter(app, slug, { withTimes: false });
      if (view?.kind !== "procedure") throw new Error(`${slug} is no description.`);
      const isSaid = JSON.stringify(view).includes('"uncertain":true');
      expect(view.anyUncertain, slug).toBe(isSaid);
    }
  });
});
