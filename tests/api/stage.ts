import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, vi } from "vitest";
import { type Application, startApplication } from "@/lib/server/compose";
import { type Answer, type Body, get, post } from "./call";

/** A working Monday at 9:00, all departments open. */
export const MONDAY = "2026-11-23T09:00:00+01:00";
/** Spring 2020: some departments have not begun, the first of May lies ahead. */
export const SPRING = "2020-04-29T10:00:00+02:00";

export const VISITS = "/api/v1/visits";
/** Query of the matter that most tests are about. */
export const CAR = "location=gronowa&caseGroup=rejestracja-pojazdow";

export const ALA = { name: "Ala Żółć-O’Neill", contact: "ala@example.pl" };
export const BARTEK = { name: "Bartek Ґалаґан", contact: "+48 600 700-800", language: "uk" };

let running: { readonly app: Application; readonly directory: string } | undefined;

/** Starts the application on a new database, its clock at the instant. */
export function begin(clock: string, variables: Readonly<Record<string, string>> = {}): Application {
  const directory = mkdtempSync(join(tmpdir(), "okienko-api-"));
  const app = startApplication({
    DATABASE_URL: `file:${join(directory, "okienko.db")}`,
    OKIENKO_DEMO: "1",
    OKIENKO_CLOCK: clock,
    ...variables,
  });
  running = { app, directory };
  return app;
}

async function end(): Promise<void> {
  vi.restoreAllMocks();
  await running?.app.close();
  if (running) rmSync(running.directory, { recursive: true });
  running = undefined;
}

/** Each test of the block begins an application of its own. */
export const eachItsOwn = (): void => afterEach(end);

/** One application for tests that change nothing: starting one costs a fifth of a second. */
export function oneForAll(clock: string): void {
  beforeAll(() => {
    begin(clock);
  });
  afterAll(end);
}

/** A key as tests name it, of more characters than the API wants. */
export const key = (value: string) => ({ "idempotency-key": value.padEnd(24, ".") });

/** What GET /next-free says. */
export async function offerFor(query = CAR): Promise<Body> {
  const { status, body } = await get(`/api/v1/next-free?${query}`);
  expect(status).toBe(200);
  return body;
}

/** Takes the next start of today. */
export async function bookNext(query = CAR): Promise<Body> {
  const { offer } = await offerFor(query);
  const { status, body } = await post(VISITS, { offer });
  expect(status).toBe(201);
  return body;
}

/** A claim by a start at a building, for Ala unless told otherwise. */
export const startOf = (location: string, caseGroup: string, start: string, more: object = {}) => ({
  location,
  caseGroup,
  start,
  ...ALA,
  ...more,
});

/** A start at which Słowackiego serves tax reliefs on Tuesday. */
export const TUESDAY = startOf("slowackiego", "ulgi", "2026-11-24T06:40:00Z");

export function expectProblem(answer: Answer, status: number, reason: string, language = "pl"): void {
  expect([answer.status, answer.body.reason]).toEqual([status, reason]);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("content-language")).toBe(language);
}

export const fieldsOf = ({ body }: Answer): string[] => body.errors.map((one: Body) => one.field);
