import { chmodSync, chownSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { layLanded } from "../db/landed-file";
import { openDatabase } from "../store/sqlite-engine";
import { seedCity } from "../support/make";
import { raceFile } from "./database";
import { attemptStart, type StartAttempt, sentencesOf } from "./start-attempt";

/** Rights do not bind root, so a server that must meet them is started as nobody. */
const NOBODY = 65_534;
const asNobody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const mine = (path: string): void => {
  if (process.getuid?.() === 0) chownSync(path, NOBODY, NOBODY);
};

/** A folder of this test alone, which the server's user owns. */
function ownFolder(): string {
  const made = raceFile();
  onTestFinished(() => {
    chmodSync(made.folder, 0o700);
    made.remove();
  });
  mine(made.folder);
  return made.folder;
}

function filledFile(folder: string): string {
  const file = join(folder, "okienko.db");
  openDatabase(seedCity().city, file).close();
  mine(file);
  return file;
}

/** Files that the server's user cannot use, each with what the system says about it. */
const UNUSABLE: Readonly<Record<string, () => { readonly file: string; readonly code: string }>> = {
  "in a folder that may not be written": () => {
    const folder = ownFolder();
    chmodSync(folder, 0o500);
    return { file: join(folder, "okienko.db"), code: "SQLITE_CANTOPEN" };
  },
  "in a folder that cannot be made": () => {
    const folder = ownFolder();
    chmodSync(folder, 0o500);
    return { file: join(folder, "data", "okienko.db"), code: "EACCES" };
  },
  "under a file instead of a folder": () => {
    const folder = ownFolder();
    writeFileSync(join(folder, "data"), "");
    return { file: join(folder, "data", "okienko.db"), code: "EEXIST" };
  },
  "that may only be read": () => {
    const file = filledFile(ownFolder());
    chmodSync(file, 0o400);
    return { file, code: "EACCES" };
  },
  "that is a folder itself": () => {
    const file = join(ownFolder(), "okienko.db");
    mkdirSync(file);
    mine(file);
    return { file, code: "EISDIR" };
  },
};

const refusalOf = (file: string, code: string): string =>
  `Okienko cannot write its database ${file} (${code}): give the user that runs the server the right to write the file ` +
  "and its folder on a disk with room, or set DATABASE_URL to another file.";

/** Expects one sentence and a failure. */
function expectRefused(attempt: StartAttempt, sentence: string): void {
  expect(sentencesOf(attempt)).toEqual([sentence]);
  expect(attempt.end).toBe(1);
}

describe("a start on a database file", () => {
  for (const [where, lay] of Object.entries(UNUSABLE)) {
    it(`${where} is refused with one sentence and a failure`, async () => {
      const { file, code } = lay();
      expectRefused(await attemptStart(file, asNobody), refusalOf(file, code));
    });
  }

  it("with a folder where its address is written is refused with one sentence and a failure", async () => {
    const file = join(ownFolder(), "okienko.db");
    mkdirSync(`${file}.address`);
    expectRefused(await attemptStart(file), `${file}.address cannot be written; see what is in its place.`);
  });

  it("on a full disk is refused with one sentence and a failure, and leaves nothing that stands in the way", async () => {
    const file = join(ownFolder(), "okienko.db");
    const full = { ...asNobody, through: ["prlimit", "--fsize=0"] };
    expectRefused(await attemptStart(file, full), refusalOf(file, "SQLITE_IOERR_WRITE"));
    expect((await attemptStart(file, asNobody)).end).toBe("serves");
  });

  it("with a secret that was cut off is refused: with another one no ticket would be found", async () => {
    const file = filledFile(ownFolder());
    writeFileSync(`${file}.secret`, "short");
    mine(`${file}.secret`);
    const sentence = `The secret in ${file}.secret is not whole; put the right one there from your backup.`;
    expectRefused(await attemptStart(file, asNobody), sentence);
  });

  it("that is gone while its secret is there is refused, until the operator says that it shall be a new city", async () => {
    const file = join(ownFolder(), "okienko.db");
    writeFileSync(`${file}.secret`, "a secret of a city that is gone, of thirty-two characters");
    expectRefused(
      await attemptStart(file),
      `There is no database ${file}, though ${file}.secret of one is there: put the database back ` +
        '(docs/operations.md, Restore), or begin a new and empty city with "npm start -- --new-city".',
    );
    expect((await attemptStart(file, { switches: ["--new-city"] })).end).toBe("serves");
    expect((await attemptStart(file)).end).toBe("serves");
  });

  it("whose tickets follow from a secret that is lost is refused, until the operator says so", async () => {
    const file = layLanded("0002-messages", ownFolder());
    const sentence = sentencesOf(await attemptStart(file));
    expect(sentence).toEqual([expect.stringContaining(`There is no secret ${file}.secret`)]);
    expect((await attemptStart(file, { switches: ["--new-secret"] })).end).toBe("serves");
    expect((await attemptStart(file)).end).toBe("serves");
  });

  it("control: with the rights that it needs, it serves", async () => {
    const file = filledFile(ownFolder());
    expect((await attemptStart(file, asNobody)).end).toBe("serves");
  });
});
