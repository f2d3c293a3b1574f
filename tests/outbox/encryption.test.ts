import { describe, expect, it } from "vitest";
import { readEnv } from "@/lib/server/env";
import { isMailServerUrl, isUnprotected, mailServerOf } from "@/lib/server/outbox/mail-server";
import { openMailHost } from "./mail-host";
import { mailTo, openStage, SHORT, until } from "./stage";

const CONNECTIONS = 20;
const optionsOf = (url: string, plaintext = false) =>
  mailServerOf({ url, plaintext, connections: CONNECTIONS }).options;

describe("how a mail server is reached", () => {
  it.each([
    ["smtp://mail.example.pl:587", { secure: false, requireTLS: true, verified: true }],
    ["smtp://10.1.2.3:25", { secure: false, requireTLS: true, verified: true }],
    ["smtp://localhost.example.pl", { secure: false, requireTLS: true, verified: true }],
    ["smtp://127.0.0.1.example.pl", { secure: false, requireTLS: true, verified: true }],
    ["smtp://[2001:db8::1]:25", { secure: false, requireTLS: true, verified: true }],
    ["smtps://mail.example.pl", { secure: true, requireTLS: false, verified: true }],
    ["smtp://localhost:2525", { secure: false, requireTLS: false, verified: false }],
    ["smtp://127.0.0.1:2525", { secure: false, requireTLS: false, verified: false }],
    ["smtp://127.8.8.8", { secure: false, requireTLS: false, verified: false }],
    ["smtp://[::1]:2525", { secure: false, requireTLS: false, verified: false }],
  ])("%s", (url, expected) => {
    const { secure, requireTLS, tls } = optionsOf(url);
    expect({ secure, requireTLS, verified: tls?.rejectUnauthorized !== false }).toEqual(expected);
  });

  it("asks for no encryption where that is switched off by its name, and the start says so", () => {
    const { requireTLS, tls } = optionsOf("smtp://mail.example.pl:25", true);
    expect([requireTLS, tls]).toEqual([false, undefined]);
    const isBare = (url: string, plaintext: boolean) => isUnprotected({ url, plaintext, connections: CONNECTIONS });
    expect(isBare("smtp://mail.example.pl:25", true)).toBe(true);
    expect(isBare("smtp://mail.example.pl:25", false)).toBe(false);
    expect(isBare("smtps://mail.example.pl", true)).toBe(false);
    expect(isBare("smtp://127.0.0.1:25", true)).toBe(false);
  });

  it("reads name and password as they are meant", () => {
    const { host, port, auth } = optionsOf("smtp://urz%40d:p%3Ass%2Fw%25rd@mail.example.pl:2587");
    expect({ host, port, auth }).toEqual({
      host: "mail.example.pl",
      port: 2587,
      auth: { user: "urz@d", pass: "p:ss/w%rd" },
    });
  });

  it.each([
    "smtp://mail.example.pl?ignoreTLS=true",
    "smtp://mail.example.pl:25/?tls.rejectUnauthorized=false",
    "smtp://mail.example.pl/path",
    "smtp://mail.example.pl#x",
    "smtp://user:100%@mail.example.pl",
    "http://mail.example.pl",
    "mail.example.pl",
    "smtp://",
  ])("the address %s is refused, for it says more than where the server is", (url) => {
    expect(isMailServerUrl(url)).toBe(false);
    expect(() => readEnv({ OKIENKO_SMTP_URL: url })).toThrow(/^OKIENKO_SMTP_URL must be an address such as smtp:/);
  });

  it("is read from the environment", () => {
    const { smtpPlaintext, smtpConnections } = readEnv({ OKIENKO_SMTP_URL: "smtp://mail.example.pl:587" });
    expect([smtpPlaintext, smtpConnections]).toEqual([false, 20]);
    expect(readEnv({ OKIENKO_SMTP_PLAINTEXT: "1", OKIENKO_SMTP_CONNECTIONS: "3" })).toMatchObject({
      smtpPlaintext: true,
      smtpConnections: 3,
    });
    expect(() => readEnv({ OKIENKO_SMTP_PLAINTEXT: "yes" })).toThrow("OKIENKO_SMTP_PLAINTEXT must be 1 or absent.");
    expect(() => readEnv({ OKIENKO_SMTP_CONNECTIONS: "0" })).toThrow(/^OKIENKO_SMTP_CONNECTIONS must be/);
  });
});

/** Leads to 127.0.0.1 where the system looks it up, and is none of the names by which this machine is known here. */
const ELSEWHERE = "127.1";

describe("a mail server off this machine that offers no encryption", () => {
  it("is told neither the password nor a letter", async () => {
    const host = await openMailHost();
    const url = `smtp://urzad:tajne-haslo@${ELSEWHERE}:${host.port}`;
    const { book, outbox, attempts, states } = openStage(url);
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    expect(attempts).toEqual(["email failed"]);
    expect(host.connections()).toBeGreaterThan(0);
    expect([host.logins, host.handedOver]).toEqual([[], []]);
    expect(states()).toEqual(["waiting"]);
  });

  it("control: as the options were before, both went out in clear", async () => {
    const host = await openMailHost();
    const url = `smtp://urzad:tajne-haslo@127.0.0.1:${host.port}`;
    const { book, outbox, attempts } = openStage(url, { gateways: { email: mailTo(url, 1, SHORT) } });
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    expect(host.logins).toEqual(["urzad tajne-haslo"]);
    expect(host.handedOver).toHaveLength(1);
  });

  it("is told nothing either where nobody vouches for its certificate", async () => {
    const host = await openMailHost({ disabledCommands: [] });
    const url = `smtp://urzad:tajne-haslo@${ELSEWHERE}:${host.port}`;
    const { book, outbox, attempts } = openStage(url);
    await book("ala@example.pl");
    outbox.start();
    await until(() => attempts.length > 0);
    expect([attempts, host.logins, host.handedOver]).toEqual([["email failed"], [], []]);
  });
});
