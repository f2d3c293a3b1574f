import { describe, expect, it } from "vitest";
import { faultsOfDetails, readDetails } from "@/lib/forms/booking";
import { faultOfContact, readContact } from "@/lib/forms/contact";
import { likelyDomain } from "@/lib/forms/email";
import { personName } from "@/lib/forms/fields";
import { faultsOfLookup } from "@/lib/forms/lookup";

describe("one contact", () => {
  it.each([
    ["600 700 800", "+48600700800"],
    ["600-700-800", "+48600700800"],
    ["+48 600 700 800", "+48600700800"],
    ["0048 600 700 800", "+48600700800"],
    [" 61 646 33 44 ", "+48616463344"],
    ["+380 44 123 45 67", "+380441234567"],
    ["Ala.Nowak@Example.PL", "ala.nowak@example.pl"],
  ])("%s is kept as %s", (typed, kept) => {
    expect(readContact(typed)).toBe(kept);
  });

  it.each([
    "",
    "600 70",
    "600 123",
    "60070080",
    "12345678901234567890",
    "ala@",
    "@example.pl",
    "ala@example",
    "tel. 600 700 800",
    "nobody",
  ])("%j is none", (typed) => {
    expect(readContact(typed)).toBeNull();
  });

  it.each([..."\u200b\u200e\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufe0d\u202f\u2007\t\u00ad\ufeff\u00a0"])(
    "is read with %j around and inside it",
    (mark) => {
      expect(readContact(`${mark}600${mark}700${mark}800${mark}`)).toBe("+48600700800");
      expect(readContact(`${mark}ala@example.pl${mark}`)).toBe("ala@example.pl");
    },
  );

  it.each([
    ["tel:600700800", "+48600700800"],
    ["TEL:+48-600-700-800", "+48600700800"],
    ["sms:600700800", "+48600700800"],
    ["(+48) 600 700 800", "+48600700800"],
    ["(0048)600700800", "+48600700800"],
    ["(61) 646 33 44", "+48616463344"],
    ["600‑700‑800", "+48600700800"],
    ["６００７００８００", "+48600700800"],
    ["mailto:ala@example.pl", "ala@example.pl"],
    ["Ala Nowak <ala@example.pl>,", "ala@example.pl"],
    ["ala@example.pl.", "ala@example.pl"],
    ["a&b/c=d!e#f~g%h*i@example.pl", "a&b/c=d!e#f~g%h*i@example.pl"],
    ["ala@żółw.pl", "ala@xn--w-uga1v8h.pl"],
    ["Ala@ПОШТА.УКР", "ala@xn--80a1acn3a.xn--j1amh"],
    [`${"a".repeat(64)}@example.pl`, `${"a".repeat(64)}@example.pl`],
    [`ala@${"a".repeat(63)}.pl`, `ala@${"a".repeat(63)}.pl`],
  ])("%s is copied, and kept as %s", (typed, kept) => {
    expect(readContact(typed)).toBe(kept);
    expect(readContact(kept)).toBe(kept);
  });

  it.each([
    ["ala@example-.pl", "emailOdd"],
    ["ala@-example.pl", "emailOdd"],
    ["ala@example..pl", "emailOdd"],
    ["ala@exa_mple.pl", "emailOdd"],
    ["ala@1.2.3.4", "emailOdd"],
    ["ala@example.pl:80", "emailOdd"],
    ["ala@exa/mple.pl", "emailOdd"],
    ["ala nowak@example.pl", "emailOdd"],
    [".ala@example.pl", "emailOdd"],
    ["ala.@example.pl", "emailOdd"],
    ["a@b@example.pl", "emailOdd"],
    [`${"a".repeat(65)}@example.pl`, "emailOdd"],
    [`ala@${"a".repeat(64)}.pl`, "emailOdd"],
    ["ala.żółć@example.pl", "emailLetters"],
    ["аla@example.pl", "emailLetters"],
    ["600 700 800, 61 646 33 44", "contactTwice"],
    ["600 700 800 / 61 646 33 44", "contactTwice"],
    ["600700800;601700800", "contactTwice"],
    ["600 700 800 lub 601 700 800", "contactTwice"],
    ["600 700 800 або 601 700 800", "contactTwice"],
    ["600 700 800 601 700 800", "contactTwice"],
    ["+48600700800 +48601700800", "contactTwice"],
    ["ala@example.pl 600 700 800", "contactTwice"],
    ["ala@example.pl, ewa@example.pl", "contactTwice"],
    ["600 700 800 x 5", "contactOdd"],
    ["600 700 80, 5", "phoneOdd"],
    ["(+48) 600 700 80", "phoneOdd"],
    ["tel:600 700", "phoneOdd"],
    ["\u202a600 700 80\u202c", "phoneOdd"],
    ["ala example.pl", "contactOdd"],
  ])("%s is none: %s", (typed, fault) => {
    expect(readContact(typed)).toBeNull();
    expect(faultOfContact(typed)).toBe(fault);
  });
});

describe("a domain that looks misspelled", () => {
  it.each([
    ...[
      ["gmial.com", "gmail.com"],
      ["gmail.con", "gmail.com"],
      ["gamil.con", "gmail.com"],
      ["gmail.co", "gmail.com"],
    ],
    ...[
      ["gmai.com", "gmail.com"],
      ["wp.p", "wp.pl"],
      ["wp.lp", "wp.pl"],
      ["o2.p", "o2.pl"],
      ["interai.pl", "interia.pl"],
    ],
    ...[
      ["outlok.com", "outlook.com"],
      ["ukr.ne", "ukr.net"],
      ["hotmial.com", "hotmail.com"],
      ["onet.l", "onet.pl"],
    ],
  ])("%s is perhaps %s", (domain, likely) => {
    expect(likelyDomain(`ala@${domain}`)).toBe(likely);
  });

  it.each(["gmail.com", "wp.pl", "vp.pl", "op.pl", "example.pl", "ap.pl", "up.poznan.pl", "um.poznan.pl", "mail.pl"])(
    "%s is left alone",
    (domain) => {
      expect(likelyDomain(`ala@${domain}`)).toBeNull();
    },
  );
});

describe("the form that finds a visit", () => {
  it("says of what nobody sees that nothing was typed", () => {
    expect(faultsOfLookup({ code: "\u200b", contact: "\u2066\u2069" })).toEqual({
      code: "codeMissing",
      contact: "contactMissing",
    });
    expect(faultsOfLookup({ code: "АВ1.2СD", contact: "tel:600700800" })).toEqual({});
  });
});

describe("a name", () => {
  it.each(["\u200b", "\u2060\ufe0f", "\u3164", "\u2800", "\u0301", "\u00ad"])("of %j alone is none", (name) => {
    expect(personName.safeParse(name).success).toBe(false);
  });

  it("is read with marks around it and a tab in it", () => {
    const typed = { name: "\u202aEwa\tŁoś\u202c", contact: "ala@example.pl", language: "pl" };
    expect(readDetails(typed)?.name).toBe("Ewa Łoś");
    expect(faultsOfDetails({ ...typed, name: "\u200b \u2069" })).toEqual({ name: "nameMissing" });
  });
});

describe("the form of the calendar", () => {
  const right = { name: " Ewa Żółć-Łoś ", contact: "600 700 800", language: "uk" };

  it("reads what is right", () => {
    expect(faultsOfDetails(right)).toEqual({});
    expect(readDetails(right)).toEqual({ name: "Ewa Żółć-Łoś", contact: "+48600700800", language: "uk" });
  });

  it.each([
    [{ name: " " }, { name: "nameMissing" }],
    [{ name: "x".repeat(101) }, { name: "nameOdd" }],
    [{ name: "Ala\u0000" }, { name: "nameOdd" }],
    [{ contact: "" }, { contact: "contactMissing" }],
    [{ contact: "600" }, { contact: "phoneOdd" }],
    [{ contact: "+48 (61) 646" }, { contact: "phoneOdd" }],
    [{ contact: "ala@example" }, { contact: "emailOdd" }],
    [{ contact: "tel. 600 700 800" }, { contact: "contactOdd" }],
    [{ language: "de" }, { language: "languageOdd" }],
    [
      { name: "", contact: "x" },
      { name: "nameMissing", contact: "contactOdd" },
    ],
  ])("says what is wrong with %j", (over, faults) => {
    expect(faultsOfDetails({ ...right, ...over })).toEqual(faults);
    expect(readDetails({ ...right, ...over })).toBeNull();
  });
});
