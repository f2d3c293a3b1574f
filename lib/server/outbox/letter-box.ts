import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

const OWNER_ONLY = 0o600;
const FOLDER_OWNER_ONLY = 0o700;
/** `{visit}-{message}.eml`, of one visit and one message; with a dot in front where a kill cut it off. */
const NAME = /^\.?(\d+)-/;

/** A folder that stands in for a mail or text-message server: one file for each message. */
export interface LetterBox {
  readonly folder: string;
  put(visitId: number, id: string, ending: "eml" | "sms.txt", content: Buffer | string): void;
  /** The visits that its files are about. */
  visits(): readonly number[];
  /** Removes the files about some visits; gives how many. */
  empty(visitIds: ReadonlySet<number>): number;
}

/** The folder `outbox` beside the database; made with its first file. */
export function letterBoxBeside(databaseFile: string): LetterBox {
  const folder = resolve(dirname(databaseFile), "outbox");
  const files = (): readonly { name: string; visitId: number }[] => {
    const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
    return names.flatMap(({ name }) => {
      const visitId = NAME.exec(name)?.[1];
      return visitId === undefined ? [] : [{ name, visitId: Number(visitId) }];
    });
  };
  const existing = () => {
    try {
      return files();
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw cause;
    }
  };
  return {
    folder,
    put(visitId, id, ending, content) {
      mkdirSync(folder, { recursive: true, mode: FOLDER_OWNER_ONLY });
      const name = `${visitId}-${id}.${ending}`;
      // Written whole under another name first: whoever reads the folder never meets half a message.
      const unfinished = join(folder, `.${name}`);
      writeFileSync(unfinished, content, { mode: OWNER_ONLY });
      renameSync(unfinished, join(folder, name));
    },
    visits: () => [...new Set(existing().map(({ visitId }) => visitId))],
    empty(visitIds) {
      const ours = existing().filter(({ visitId }) => visitIds.has(visitId));
      for (const { name } of ours) rmSync(join(folder, name), { force: true });
      return ours.length;
    },
  };
}
