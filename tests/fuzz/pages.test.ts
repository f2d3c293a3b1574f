import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WantedStart } from "@/lib/domain/visit/matter";
import { acceptForm, letGoForm, NOTICES, offerQuery } from "@/lib/forms/pages";
import { loadLocation } from "@/lib/pages/scan/location-view";
import { loadOffer } from "@/lib/pages/scan/offer-view";
import { loadTicket } from "@/lib/pages/ticket/ticket-view";
import type { Visits } from "@/lib/ports/visits";
import { residentForms } from "@/lib/server/forms/resident-forms";
import { LANGUAGES } from "@/lib/text/language";
import { textsFor } from "@/lib/text/texts";
import { type Asker, acceptOffer } from "@/lib/use-cases/visit/claim-visit";
import { cancelVisit, findVisit, ownTickets } from "@/lib/use-cases/visit/own-visit";
import { seedCity, tickAt } from "../support/make";
import { PATIENCE, runs } from "../support/runs";
import { ALA, devices, type Furnishing, formOf, GROUPS, LOCATIONS, onFile, type Stage } from "./form-stage";
import { expectSentence, expectUnpolluted, fuzz, INPUTS } from "./fuzz";
import { almost, almostText, HOSTILE_TEXTS } from "./malformed";

const GROUP = { location: "gronowa", caseGroup: "rejestracja-pojazdow" };

/** One ticket that stands and one called off. */
interface Tickets {
  readonly booked: string;
  readonly cancelled: string;
}

async function tickets(deps: Furnishing): Promise<Tickets> {
  const tokens: string[] = [];
  for (const time of ["10:00", "10:15"]) {
    const wanted: WantedStart = { locationId: "gronowa", caseGroupId: GROUP.caseGroup, cases: 1, start: tickAt(time) };
    const answer = await acceptOffer(deps)(wanted, { device: ALA, address: "192.0.2.0/24" }, 0);
    if (answer.kind !== "booked") throw new Error(`Expected a ticket, got ${answer.kind}.`);
    tokens.push(answer.token);
  }
  const [booked = "", cancelled = ""] = tokens;
  await cancelVisit(deps)(cancelled, "resident");
  return { booked, cancelled };
}

const PATH = /^\/\?notice=unreadable$|^\/q\/[^/?#\s]+(\/[^/?#\s]+(\?[\w=&%-]+)?)?$|^\/wizyta\/[\w-]{22}(\?undone=1)?$/;

/** Where a form led: its address must be one of ours, and what it says there a sentence in every language. */
function endOfPath(path: string): string {
  assert.match(path, PATH);
  const notice = new URL(path, "http://okienko.test").searchParams.get("notice");
  assert.notEqual(notice, "not-saved", "something was thrown");
  if (notice === null) return path.startsWith("/wizyta/") ? "ticket" : path.includes("lost=") ? "lost" : "back";
  assert.ok(NOTICES.includes(notice as (typeof NOTICES)[number]), notice);
  for (const language of LANGUAGES)
    expectSentence(textsFor(language).notices[notice as (typeof NOTICES)[number]], language);
  return notice;
}

/** Hours that all read well, of which none can be had: past, off the plan, at night, on other days, far away. */
const REFUSED = [
  ...["08:55", "03:00", "23:55", "16:55"].map((time) => tickAt(time)),
  ...[288, 288 * 5, 288 * 40].map((more) => tickAt("10:00") + more),
  ...[3_155_616, 24_193_727],
].map(String);

const refusedForm = fc.record({
  location: fc.constantFrom(...LOCATIONS),
  caseGroup: fc.constantFrom(...GROUPS),
  start: fc.constantFrom(...REFUSED),
  cases: fc.constantFrom("1", "2", "99"),
  ordinal: fc.constantFrom("0", "1", "9"),
});

const CHANGED = new Set(["ticket", "lost"]);

const accept =
  ({ deps, watch }: Stage) =>
  async ([form, asker]: readonly [unknown, Asker]): Promise<string> => {
    const end = endOfPath(await residentForms.accept(deps, formOf(form), asker));
    if (CHANGED.has(end)) watch.changed();
    else watch.expectUnchanged();
    return end;
  };

const forms = fc.oneof(refusedForm, almost(refusedForm));
const ticketForms = ({ booked, cancelled }: Tickets) =>
  almost(fc.constantFrom({ token: booked }, { token: cancelled }));

describe(`${INPUTS} malformed forms and addresses`, () => {
  it("for accepting an hour", PATIENCE, async () => {
    const { share } = await fuzz("accept", fc.tuple(forms, devices), accept(await onFile(tickets)), INPUTS);
    expect(share("unreadable")).toBeLessThan(0.6);
    expect(share("past", "no-such-start", "not-today", "other", "limit")).toBeGreaterThan(0.3);
    expectUnpolluted();
  });

  it("for calling off and for undoing it: a token with a sign too few or changed is nobody's", PATIENCE, async () => {
    const stage = await onFile(tickets);
    const { deps, watch, booked, cancelled } = stage;
    const { share } = await fuzz(
      "tickets",
      fc.tuple(ticketForms(stage), devices, fc.boolean()),
      async ([form, asker, undoing]) => {
        const right = [booked, cancelled].includes(Object(form).token);
        if (right) return "right";
        const answer = undoing ? residentForms.undo : residentForms.cancel;
        const end = endOfPath(await answer(deps, formOf(form), asker));
        watch.expectUnchanged();
        return end;
      },
      INPUTS,
    );
    expect(share("ticket")).toBeGreaterThan(0.01);
  });

  it(
    "for finding a visit, sending its confirmation again and telling a device: strangers learn and change nothing",
    PATIENCE,
    async () => {
      const stage = await onFile(tickets, ["booking_draft"]);
      const { deps, watch, booked } = stage;
      const device = {
        endpoint: "https://push.example/x",
        p256dh: "B".repeat(87),
        auth: "A".repeat(22),
        language: "pl",
      };
      const forms = fc.oneof(
        almost(fc.constant({ code: "AB1 2CD", contact: "ala@example.pl" })).map(
          (form) => ({ act: "find", form }) as const,
        ),
        almost(fc.constant({ token: booked })).map((form) => ({ act: "sendAgain", form }) as const),
        almost(fc.constant({ token: "A".repeat(22), ...device })).map((form) => ({ act: "tellDevice", form }) as const),
        almost(fc.constant({ token: booked, ...device, endpoint: "https://evil.example/x" })).map(
          (form) => ({ act: "tellDevice", form }) as const,
        ),
        almost(fc.constant({ token: "A".repeat(22) })).map((form) => ({ act: "untellDevice", form }) as const),
      );
      const { share } = await fuzz(
        "messages",
        fc.tuple(forms, devices),
        async ([{ act, form }, asker]) => {
          const end = await residentForms[act](deps, formOf(form), asker);
          if (act === "find") watch.expectNothingElse();
          else watch.expectUnchanged();
          assert.ok(!end.includes("not-saved"), end);
          if (end === "/?notice=unreadable") return "unreadable";
          return /[?]find=again$/.test(end) ? "not found" : (/[?]says=(.+)$/.exec(end)?.[1] ?? "ticket");
        },
        INPUTS,
      );
      expect(share("unreadable")).toBeLessThan(0.8);
      expect(share("not found")).toBeGreaterThan(0.05);
      expect(share("not-told")).toBeGreaterThan(0.005);
      expectUnpolluted();
    },
  );

  it("for letting a hold go that nobody has", PATIENCE, async () => {
    const { deps, watch } = await onFile(tickets);
    const given = fc.tuple(almost(fc.constant(GROUP)), devices);
    const { share } = await fuzz(
      "let go",
      given,
      async ([form, asker]) => {
        const end = endOfPath(await residentForms.letGo(deps, formOf(form), asker));
        watch.expectUnchanged();
        return end;
      },
      INPUTS,
    );
    expect(share("unreadable")).toBeLessThan(0.6);
  });

  it("for a matter's page and its query", PATIENCE, async () => {
    const { deps, watch } = await onFile(tickets);
    const queries = almost(
      fc.record({
        cases: fc.constantFrom("1", "2", "99"),
        procedure: fc.constantFrom("rejestracja-nowy", "no-such-description"),
        start: fc.constantFrom(...REFUSED, String(tickAt("10:30"))),
        lost: fc.constantFrom(...REFUSED),
        view: fc.constantFrom("hours", "later"),
      }),
    );
    const known = fc.tuple(fc.constantFrom(...LOCATIONS), fc.constantFrom(...GROUPS));
    const places = fc.oneof(known, known, fc.tuple(fc.constantFrom(...HOSTILE_TEXTS), fc.constantFrom(...GROUPS)));
    const { share } = await fuzz(
      "offer page",
      fc.tuple(queries, places),
      async ([asked, [locationId, caseGroupId]]) => {
        const { cases, start, view, procedure } = offerQuery.parse({ ...Object(asked) });
        const shown = await loadOffer(
          { ...deps, guides: seedCity().guides },
          {
            locationId,
            caseGroupId,
            cases,
            chosen: start,
            withHours: view !== null,
            procedure,
            hold: null,
          },
        );
        watch.expectUnchanged();
        return shown === null ? "unknown" : shown.offered ? "offer" : "nothing";
      },
      runs(INPUTS / 5, INPUTS),
    );
    expect(share("offer", "nothing")).toBeGreaterThan(0.4);
  });

  it("for a building's page, a ticket's and a device's tickets", PATIENCE, async () => {
    const { deps, watch, booked } = await onFile(tickets);
    const { share } = await fuzz(
      "pages",
      fc.tuple(fc.constantFrom(...LOCATIONS.slice(0, 1), ...HOSTILE_TEXTS), almostText(fc.constant(booked)), devices),
      async ([place, token, { device }]) => {
        const [location, visit] = [
          await loadLocation(deps, place),
          await findVisit(deps)(String(JSON.stringify(token))),
        ];
        const own = await ownTickets(deps)(device);
        if (visit) await loadTicket(deps, visit);
        watch.expectUnchanged();
        return `${location ? "building" : "none"}, ${own.tickets.length} tickets`;
      },
      INPUTS,
    );
    expect(share("none, 1 tickets", "building, 1 tickets")).toBeGreaterThan(0.1);
  });
});

describe("found once", () => {
  it("half a character in a place is refused: no address could be made of it", () => {
    const half = { ...GROUP, location: "\ud800gronowa" };
    expect(
      [letGoForm, acceptForm].map(
        (schema) => schema.safeParse({ ...half, start: "5968320", cases: "1", ordinal: "0" }).success,
      ),
    ).toEqual([false, false]);
  });
});

describe("controls", () => {
  it("a refusal that writes is caught", async () => {
    const stage = await onFile(tickets);
    const { plan, visits } = stage.deps;
    const careless: Visits = {
      ...visits,
      async claim(request) {
        await plan.changeSetting("leadMinutes", 2, "command", request.now);
        return visits.claim(request);
      },
    };
    const fuzzed = fuzz(
      "careless",
      fc.tuple(forms, devices),
      accept({ ...stage, deps: { ...stage.deps, visits: careless } }),
      200,
    );
    const failure = await fuzzed.then(
      () => "it did not fail",
      (cause: Error) => String(cause.cause),
    );
    expect(failure).toContain("something was written");
    stage.watch.changed();
  });

  it("an address that is none of ours is caught", () => {
    for (const path of [
      "//evil.example",
      "/q/a b",
      "/q/x?notice=not-saved#y",
      "https://evil.example/",
      "/wizyta/short",
    ])
      expect(() => endOfPath(path)).toThrow();
  });
});
