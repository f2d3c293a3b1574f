import { describe, expect, it } from "vitest";
import { aCity, aCounter, aGroup, RATUSZ } from "../support/make";
import { type Api, type ApiBody, apiOf } from "./api";
import { crowdDoes } from "./crowd";
import { faultsOf, visitsByState } from "./database";
import { type Office, openOffice } from "./office";
import { acceptFormOf, type Form, fieldOf, type Page, phoneOf, tokenOf } from "./phone";
import type { Answered, Claim } from "./post-again";
import { connections } from "./wire";

const DOWODY = { location: RATUSZ, caseGroup: "dowody" };
const MELDUNKI = { location: RATUSZ, caseGroup: "meldunki" };
const TOMORROW_AT_11 = "2026-11-24T10:00:00Z";
const TICK_MS = 300_000;
const PROCESSES = 5;
const TIMES = 50;

/** One counter for `dowody`, so that an hour is either won or taken; three more that `meldunki` may have. */
const CITY = aCity({
  groups: [aGroup("dowody"), aGroup("meldunki")],
  counters: [
    aCounter(1, { groups: ["dowody"], windows: ["09:00-16:00"] }),
    ...[2, 3, 4].map((number) => aCounter(number, { groups: ["meldunki"], windows: ["09:00-16:00"] })),
  ],
});

/** Posts each claim 50 times from five processes; gives the answers by claim. */
async function postFiftyTimes({ origin }: Office, claims: readonly Claim[]): Promise<Answered[][]> {
  const inputs = Array.from({ length: PROCESSES }, () => ({ origin, times: TIMES / PROCESSES, claims }));
  const results = await crowdDoes("postAgain", inputs);
  return claims.map((_, index) => results.flatMap((result) => result[index] ?? []));
}

/** Posts the claims and expects one and the same answer fifty times for each; gives it. */
async function expectOneAnswerEach(office: Office, claims: readonly Claim[]): Promise<Answered[]> {
  return (await postFiftyTimes(office, claims)).map((answers) => {
    const [first] = answers;
    if (!first) throw new Error("Nothing was answered.");
    expect(answers).toEqual(Array.from({ length: TIMES }, () => first));
    return first;
  });
}

const bodyOf = ({ said }: Answered): ApiBody => JSON.parse(said) as ApiBody;

async function openedPage(origin: string): Promise<{ page: Page; form: Form; claim: Claim }> {
  const phone = phoneOf(origin, connections(1));
  const page = await phone.open(`/q/${RATUSZ}/dowody`);
  const form = acceptFormOf(page);
  if (!form) throw new Error("The page offers nothing.");
  return { page, form, claim: { by: "page", page, form, cookies: Object.fromEntries(phone.jar) } };
}

async function freshOffer(api: Api): Promise<string> {
  return (await api.nextFree(MELDUNKI)).body.offer ?? "";
}

describe("the same claim posted 50 times from five processes, again after a restart and again after kill -9", () => {
  it("is one visit: one ticket address on the page, one body over the API, and taken for anybody else", async () => {
    const office = await openOffice({ city: CITY });
    const { origin, databaseFile } = office;
    const api = apiOf(origin, connections(1));
    const opened = await openedPage(origin);
    const offer = await freshOffer(api);
    const claims: Claim[] = [
      opened.claim,
      { by: "start", matter: DOWODY, start: TOMORROW_AT_11, key: "fifty-times" },
      { by: "offer", offer, key: "fifty-offers" },
    ];

    const answers = await expectOneAnswerEach(office, claims);
    const [ticket, booked, offered] = answers;
    expect(tokenOf({ path: ticket?.said ?? "" })).not.toBeNull();
    expect(booked && [booked.status, bodyOf(booked).start]).toEqual([201, TOMORROW_AT_11]);
    expect(offered?.status).toBe(201);
    expect(visitsByState(databaseFile)).toEqual({ booked: 3 });

    expect((await office.stop()).code).toBe(0);
    await office.restart();
    expect(await expectOneAnswerEach(office, claims)).toEqual(answers);
    await office.kill();
    await office.restart();
    expect(await expectOneAnswerEach(office, claims)).toEqual(answers);
    expect(visitsByState(databaseFile)).toEqual({ booked: 3 });

    const today = new Date(Number(fieldOf(opened.form, "start")) * TICK_MS).toISOString();
    for (const start of [TOMORROW_AT_11, today]) {
      const { status, body } = await api.claimStart(DOWODY, start, `somebody else at ${start}`);
      expect([status, body.reason]).toEqual([409, "taken"]);
    }
    const { status, body } = await api.claimOffer(offer, "somebody else");
    expect([status, body.reason]).toEqual([409, "taken"]);
    const otherPhone = phoneOf(origin, connections(1));
    await otherPhone.open("/");
    const lost = `/q/${RATUSZ}/dowody?lost=${fieldOf(opened.form, "start")}`;
    expect(await otherPhone.post(opened.page, opened.form)).toBe(lost);
    expect(visitsByState(databaseFile)).toEqual({ booked: 3, held: 1 });
    expect(faultsOf(databaseFile)).toEqual([]);
  });

  it("is won once and taken 49 times when an offer is posted without a key", async () => {
    const office = await openOffice({ city: CITY });
    const offer = await freshOffer(apiOf(office.origin, connections(1)));
    const [answers = []] = await postFiftyTimes(office, [{ by: "offer", offer }]);
    const taken = answers.filter(({ status }) => status === 409);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(taken.map((answer) => bodyOf(answer).reason)).toEqual(Array.from({ length: 49 }, () => "taken"));
    expect(visitsByState(office.databaseFile)).toEqual({ booked: 1 });
  });

  it("control: a server that forgets its claims books several, and their answers differ", async () => {
    const office = await openOffice({ city: CITY, fault: "forgets claims" });
    const claim: Claim = { by: "start", matter: MELDUNKI, start: TOMORROW_AT_11, key: "fifty-times" };
    const [answers = []] = await postFiftyTimes(office, [claim]);
    expect(new Set(answers.map(({ said }) => said)).size).toBeGreaterThan(1);
    expect(visitsByState(office.databaseFile)).toEqual({ booked: 3 });
  });
});
