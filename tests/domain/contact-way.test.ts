import { describe, expect, it } from "vitest";
import { lineOf } from "@/lib/domain/messages/delivery";
import { isEmail, wayTo } from "@/lib/forms/contact";
import { wayOf } from "@/lib/server/outbox/route";

const CONTACTS = [
  ["ala@example.pl", "email", "email"],
  ["+48600700800", "sms", "sms"],
  ["+48618789000", "sms", "landline"],
  ["+4915112345678", "sms", "abroad"],
] as const;

describe("the way to a contact", () => {
  it.each(CONTACTS)("%s waits in the line %s and is reached as %s", (contact, line, way) => {
    expect([lineOf(contact), wayTo(contact, ["PL"])]).toEqual([line, way]);
    expect(isEmail(contact)).toBe(line === "email");
  });

  it("is that of its messages too", () => {
    const ways = CONTACTS.map(([contact]) =>
      wayOf({ kind: "confirmed", contact, device: null }, { smsCountries: ["PL"] }),
    );
    expect(ways).toEqual([
      { by: "email", to: "ala@example.pl" },
      { by: "sms", to: "+48600700800" },
      { by: "none", why: "no-way" },
      { by: "none", why: "country" },
    ]);
    expect(wayTo("+4915112345678", ["DE"])).toBe("sms");
  });
});
