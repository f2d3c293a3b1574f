import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FORM_FIELD, FORM_HEADER, TO_HEADER } from "@/lib/offline/protocol";
import { type Form, type FormAsker, type FormCookie, formWith, type Led } from "@/lib/server/forms/form";
import { formAction } from "@/lib/server/forms/form-action";
import { answerFormBy } from "@/lib/server/forms/form-post";
import { FORMS } from "@/lib/server/forms/forms";
import type { BuiltActions } from "@/lib/server/render/actions";
import { begin, eachItsOwn, MONDAY } from "../api/stage";
import { openStage, STAFF_PAGE } from "./fixture";

const cookie = (name: string, value: string, httpOnly: boolean): FormCookie => ({
  ...{ name, value, httpOnly, maxAge: 600 },
  ...{ sameSite: "strict", secure: false },
});
const COOKIES = [cookie("okienko-staff", "s".repeat(22), true), cookie("okienko-seen", "1", false)];
const LINES = [
  `okienko-staff=${"s".repeat(22)}; Path=/; Max-Age=600; HttpOnly; SameSite=Strict`,
  "okienko-seen=1; Path=/; Max-Age=600; SameSite=Strict",
];

/** A form of the next house: who signs in is led on with two cookies. */
const signIn: Form = formWith<z.ZodObject<{ login: z.ZodString }>, FormAsker, Led>(
  z.object({ login: z.string().min(1) }),
  {
    async act(_, { login }, { session }) {
      if (login === "broken") throw new Error("The form failed.");
      return { to: `/urzad/pulpit?login=${login}&was=${session ?? "nobody"}`, cookies: COOKIES };
    },
    from: () => "/urzad/logowanie?notice=not-saved",
    unreadable: "/urzad/logowanie?notice=unreadable",
  },
);

const STAFFS_ID = "7f".padEnd(42, "1");
const RESIDENTS_ID = "7f".padEnd(42, "2");
const ACTIONS: BuiltActions = new Map([
  [STAFFS_ID, { name: "signIn", file: "app/urzad/actions.ts" }],
  // One of the same name, of residents.
  [RESIDENTS_ID, { name: "signIn", file: "app/(resident)/actions.ts" }],
]);
const form = answerFormBy({ forms: { ...FORMS, staff: { signIn } }, actions: () => ACTIONS });

const PATH = "/urzad/logowanie";
/** The page as a plain document, whose forms name themselves. */
const DOCUMENT = { ...STAFF_PAGE, document: true };

function fields(named: Readonly<Record<string, string>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(named)) data.append(name, value);
  return data;
}

const post = (origin: string, body: FormData, headers: Readonly<Record<string, string>> = {}) =>
  fetch(origin + PATH, { method: "POST", body, headers: { origin, ...headers }, redirect: "manual" });

describe("a form of the staff", () => {
  eachItsOwn();

  it("is answered without scripts by its address and two cookies", async () => {
    begin(MONDAY);
    const { origin } = await openStage({ form });
    const answer = await post(origin, fields({ [`$ACTION_ID_${STAFFS_ID}`]: "", login: "ala" }));
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/urzad/pulpit?login=ala&was=nobody"]);
    expect(answer.headers.getSetCookie()).toEqual(LINES);
  });

  it("knows the session of whoever posts it", async () => {
    begin(MONDAY);
    const { origin } = await openStage({ form });
    const session = "A".repeat(22);
    const signedIn = { cookie: `okienko-staff=${session}` };
    const answer = await post(origin, fields({ [`$ACTION_ID_${STAFFS_ID}`]: "", login: "ala" }), signedIn);
    expect(answer.headers.get("location")).toBe(`/urzad/pulpit?login=ala&was=${session}`);
  });

  it("is answered with scripts on a document by its address and two cookies", async () => {
    begin(MONDAY);
    const { origin } = await openStage({ form, routes: [DOCUMENT] });
    const named = fields({ [FORM_FIELD]: "signIn", login: "ala" });
    const answer = await post(origin, named, { [FORM_HEADER]: "1" });
    expect([answer.status, answer.headers.get(TO_HEADER)]).toEqual([204, "/urzad/pulpit?login=ala&was=nobody"]);
    expect(answer.headers.getSetCookie()).toEqual(LINES);
    // The same document, its scripts off.
    const plain = await post(origin, named);
    expect([plain.status, plain.headers.getSetCookie()]).toEqual([303, LINES]);
  });

  it("is the same as an action of Next's, which a page's script posts", async () => {
    begin(MONDAY);
    const { origin } = await openStage({
      form: async () => new Response("not this way"),
      // In Next's place: it runs the action that the header names, and has cookies and redirect of its own.
      async handle(request, response) {
        const set: FormCookie[] = [];
        const action = formAction(signIn, {
          cookies: async () => ({ set: (one) => set.push(one) }),
          redirect(to) {
            response.setHeader("x-action-redirect", `${to};push`);
            throw new Error("NEXT_REDIRECT");
          },
        });
        expect(request.headers["next-action"]).toBe(STAFFS_ID);
        await expect(action(fields({ login: "ala" }))).rejects.toThrow("NEXT_REDIRECT");
        expect(set).toEqual(COOKIES.map((one) => ({ ...one, path: "/" })));
        response.setHeader(
          "set-cookie",
          set.map(({ name }) => `${name}=1`),
        );
        response.end();
      },
    });
    const body = fields({ "0": '["$K1"]', _1_login: "ala" });
    const answer = await post(origin, body, { "next-action": STAFFS_ID });
    expect(answer.headers.get("x-action-redirect")).toBe("/urzad/pulpit?login=ala&was=nobody;push");
    expect(answer.headers.getSetCookie()).toEqual(["okienko-staff=1", "okienko-seen=1"]);
  });

  it("is no resident's of the same name, and none that the page does not hold", async () => {
    begin(MONDAY);
    const { origin } = await openStage({ form });
    const resident = await post(origin, fields({ [`$ACTION_ID_${RESIDENTS_ID}`]: "", login: "ala" }));
    const unknown = await post(origin, fields({ [`$ACTION_ID_${"7f".padEnd(42, "3")}`]: "", login: "ala" }));
    expect([resident.status, unknown.status]).toEqual([400, 409]);
    expect([...resident.headers.getSetCookie(), ...unknown.headers.getSetCookie()]).toEqual([]);
  });

  it("leads back where it cannot be read, and where it fails, without a cookie", async () => {
    begin(MONDAY);
    const { origin } = await openStage({ form });
    for (const [login, notice] of [
      ["", "unreadable"],
      ["broken", "not-saved"],
    ] as const) {
      const answer = await post(origin, fields({ [`$ACTION_ID_${STAFFS_ID}`]: "", login }));
      expect([answer.status, answer.headers.get("location")]).toEqual([303, `${PATH}?notice=${notice}`]);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });
});
