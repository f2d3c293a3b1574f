import { expect, it } from "vitest";
import { foldContact } from "@/lib/domain/messages/mailbox";

it.each([
  ["ala@example.pl", "ala@example.pl"],
  ["ala+urzad@example.pl", "ala@example.pl"],
  ["ala+a+b@example.pl", "ala@example.pl"],
  ["Ala@Example.PL", "ala@example.pl"],
  ["a.la@example.pl", "a.la@example.pl"],
  ["a.l.a+x@gmail.com", "ala@gmail.com"],
  ["a.l.a@googlemail.com", "ala@gmail.com"],
  ["ala@mail.gmail.com", "ala@mail.gmail.com"],
  ["+ala@example.pl", "+ala@example.pl"],
  ["+48600700800", "+48600700800"],
])("counts %s as %s", (contact, mailbox) => {
  expect(foldContact(contact)).toBe(mailbox);
  expect(foldContact(mailbox)).toBe(mailbox);
});
