import type { HolidayOn } from "@/lib/domain/city/day-plan";
import type { Course } from "@/lib/domain/course/course";
import { type Note, noteChangedDays } from "./changed-days";
import { type Client, type Sync, writing } from "./client";
import { type FileGate, fileGate } from "./file-gate";
import { play } from "./play";
import { type Session, sessionsOn } from "./session";
import { type SharedCommit, sharedCommit } from "./shared-commit";

/** What the ports work with: one connection, its sessions, and the ways in which it writes. */
export interface Engine {
  readonly client: Client;
  readonly open: () => Session;
  readonly gate: FileGate;
  readonly commits: SharedCommit;
  /** Takes the notes of the days that were changed by what stands by now. */
  readonly takeNotes: () => readonly Note[];
  /** How long a write waits for another program that holds the file. */
  readonly patienceMs: number;
  /** Writes in a transaction of its own. */
  write<T>(work: Sync<T>): Promise<T>;
  /** A small write that may wait for the next commit: letters so cost those who book no sync of the disk. */
  shared<T>(work: Sync<T>): Promise<T>;
  /** Plays a course inside the caller's transaction, or where it only reads. */
  play<T>(courseOf: (session: Session) => Course<T>): T;
  /** Plays one in a transaction of its own, or in a shared one. */
  decide<T>(courseOf: (session: Session) => Course<T>): Promise<T>;
  decideShared<T>(courseOf: (session: Session) => Course<T>): Promise<T>;
}

/** Starts an engine on a connection; from here on the connection waits for nobody itself, and everybody else goes on. */
export function startEngine(client: Client, holidayOn: HolidayOn, patienceMs: number): Engine {
  client.pragma("busy_timeout = 0");
  // Before any statement is prepared, which would have to be prepared anew.
  const takeNotes = noteChangedDays(client);
  const gate = fileGate(patienceMs);
  const commits = sharedCommit(client, gate, patienceMs);
  const open = sessionsOn(client, holidayOn);
  const write = <T>(work: Sync<T>): Promise<T> => gate.patiently(() => writing(client, work));
  const shared = <T>(work: Sync<T>): Promise<T> => commits.work<T>(work, (() => writing(client, work)) as Sync<T>);
  const played = <T>(courseOf: (session: Session) => Course<T>): T => {
    const session = open();
    return play(session, courseOf(session));
  };
  return {
    ...{ client, open, takeNotes, gate, commits, patienceMs, write, shared, play: played },
    decide: <T>(courseOf: (session: Session) => Course<T>) => write((() => played(courseOf)) as Sync<T>),
    decideShared: <T>(courseOf: (session: Session) => Course<T>) => shared((() => played(courseOf)) as Sync<T>),
  };
}
