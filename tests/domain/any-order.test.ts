import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Course, write } from "@/lib/domain/course/course";
import { courseOfCancel } from "@/lib/domain/visit/cancel";
import { courseOfClaim } from "@/lib/domain/visit/claim-course";
import { courseOfExtension, courseOfRelease } from "@/lib/domain/visit/hold-course";
import { courseOfMove } from "@/lib/domain/visit/move-course";
import { ownStanding } from "@/lib/domain/visit/own-visits";
import { sameBytes } from "@/lib/domain/who/bytes";
import { idOf } from "@/lib/domain/who/ids";
import { CONTRACT_CITY, NINE } from "../store/engine";
import { type Operated, type Operation, operations, performer } from "../store/operations";
import { sqliteEngine } from "../store/sqlite-engine";
import { type BookInMemory, bookInMemory } from "../support/book-in-memory";
import { claimsWith } from "../support/claims";
import { ALA, BARTEK, bookOf, testSeal, tickAt } from "../support/make";
import { NEW_ID, play } from "../support/play";
import { PATIENCE, runs } from "../support/runs";

const rules = bookOf(CONTRACT_CITY);

/** The decisions on a book in memory, as a store offers them. */
function decidingOn(book: BookInMemory): Operated {
  const decide = async <Outcome>(course: Course<Outcome>): Promise<Outcome> => book.play(course);
  const visits: Operated["visits"] = {
    claim: (request) => decide(courseOfClaim(rules, request)),
    cancel: (token, now, actor, chance = null, network = null) =>
      decide(courseOfCancel(rules, token, { now, actor, chance, network })),
    move: (request) => decide(courseOfMove(rules, request)),
    releaseHold: (device, now) => decide(courseOfRelease(device, now)),
    extendHold: (device, now) => decide(courseOfExtension(rules, device, now)),
    ownedBy: async (device, now) =>
      ownStanding(
        book
          .all()
          .filter((one) => sameBytes(one.device, device))
          .map(({ visit, nonce }) => ({ visit, nonce: nonce ?? idOf(new Uint8Array()) })),
        now,
      ),
  };
  return { visits };
}

describe("whatever is decided in whatever order", () => {
  it(
    "what it writes leaves every cell with what stands, each state with its entry, each number drawn once",
    PATIENCE,
    async () => {
      let won = 0;
      await fc.assert(
        fc.asyncProperty(operations(40), async (sequence) => {
          const book = bookInMemory();
          const perform = performer(decidingOn(book));
          for (const operation of sequence) {
            await perform(operation);
            expect(book.faults()).toEqual([]);
          }
          won += book.all().length;
        }),
        { numRuns: runs(150, 3_000) },
      );
      expect(won).toBeGreaterThan(runs(150, 3_000));
    },
  );

  it("it comes to the same on SQLite as on the smallest engine there is", PATIENCE, async () => {
    await fc.assert(
      fc.asyncProperty(operations(30), async (sequence) => {
        const answersOf = async (store: Operated) => {
          const perform = performer(store);
          const answers: unknown[] = [];
          for (const operation of sequence) answers.push(plain(await perform(operation)));
          return answers;
        };
        expect(await answersOf(decidingOn(bookInMemory()))).toEqual(await answersOf(sqliteEngine(CONTRACT_CITY).store));
      }),
      { numRuns: runs(60, 600) },
    );
  });
});

/** An answer without the difference between two kinds of bytes. */
const plain = (answer: Awaited<ReturnType<ReturnType<typeof performer>>>): unknown =>
  "nonce" in answer ? { ...answer, nonce: Buffer.from(answer.nonce).toString("hex") } : answer;

describe("the book in memory", () => {
  const post: Operation = { kind: "post", device: 0, group: 1, step: 6, cases: 1, ordinal: 0, later: false };
  const booked = async () => {
    const book = bookInMemory();
    await performer(decidingOn(book))(post);
    const [stored] = book.all();
    if (!stored) throw new Error("The post has won a visit.");
    return { book, stored };
  };

  it("control: finds cells that are lost, and a state without its entry", async () => {
    const { book, stored } = await booked();
    const { id, counterId, hallId, start, waitFrom } = stored.visit;
    book.play(write([{ kind: "free-ticks", visitId: id, counterId, from: start, to: start + 1 }]));
    book.play(write([{ kind: "free-places", visitId: id, hallId, from: waitFrom, to: start }]));
    book.play(write([{ kind: "set-visit", visit: stored.visit, set: { state: "arrived" } }]));
    expect(book.faults()).toEqual([
      "ticks are not those of what stands",
      "places are not those of what stands",
      `visit ${id} has no entry of arrived`,
    ]);
  });

  it("control: refuses a cell that is taken, a full room, and a visit that is not as it was", async () => {
    const { book, stored } = await booked();
    const { visit } = stored;
    const take = (visitId: number, over: Partial<typeof visit> = {}) =>
      book.play(write([{ kind: "take-cells", visitId, cells: { ...visit, ...over }, limited: true }]));
    expect(() => take(9)).toThrow(`is taken by ${visit.id}, and wanted by 9`);
    expect(() => take(9, { counterId: "counter-99", places: 9 })).toThrow("is full for 9");
    const start = visit.start + 1;
    expect(() =>
      book.play(write([{ kind: "set-visit", visit: { ...visit, start }, set: { state: "arrived" } }])),
    ).toThrow(`Visit ${visit.id} is not booked`);
  });

  it("control: what was decided on a stale day is refused by the cells", () => {
    const book = bookInMemory();
    const claims = claimsWith(testSeal());
    const claim = (device: string) =>
      courseOfClaim(rules, claims.byDevice(device, { group: "meldunki", start: tickAt("10:00"), now: NINE }));
    const { changes } = play(claim(ALA), {
      ...{ over: { holds: [], rests: [] }, visitByNonce: null, holdOf: null, visitsOf: [], freeCode: "ABC123" },
      day: { visits: [], ofNetwork: [] },
    });
    book.play(claim(BARTEK));
    expect(() => book.play(write(changes))).toThrow(`is taken by 1, and wanted by ${NEW_ID}`);
  });
});
