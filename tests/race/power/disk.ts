import type { Chance } from "../chance";
import type { Deed } from "./recording";

/** What is left, at a power cut, of writes that were not synced. */
export const LEFT = [
  "none of them",
  "all of them",
  "some of them",
  "sectors of 512 bytes",
  "sectors of 4 KiB",
] as const;
export type Left = (typeof LEFT)[number];

const SECTOR: Readonly<Partial<Record<Left, number>>> = { "sectors of 512 bytes": 512, "sectors of 4 KiB": 4_096 };

/** Contents of a file that grows. */
class Contents {
  private bytes: Buffer;

  constructor(
    from: Buffer,
    private length = from.length,
  ) {
    this.bytes = from;
  }

  write(at: number, what: Buffer): void {
    const end = at + what.length;
    // Twice as much as is needed; what lies between two writes reads as zero.
    if (end > this.bytes.length) this.bytes = Buffer.concat([this.bytes], 2 * end);
    what.copy(this.bytes, at);
    this.length = Math.max(this.length, end);
  }

  truncate(length: number): void {
    if (length < this.length) this.bytes.fill(0, length, this.length);
    if (length > this.bytes.length) this.write(length, Buffer.alloc(0));
    this.length = length;
  }

  copy(): Contents {
    return new Contents(Buffer.from(this.bytes.subarray(0, this.length)), this.length);
  }

  all(): Buffer {
    return this.bytes.subarray(0, this.length);
  }
}

type Change = Pick<Deed, "kind" | "at" | "bytes">;

/** One file on a disk that keeps for certain only what was synced. */
export class CutFile {
  private synced: Contents;
  private pending: Change[] = [];
  /** How many changes have ever been made, and how many of them there were when each process began to sync. */
  private changes = 0;
  private readonly begun = new Map<number, number>();

  constructor(from: Buffer) {
    this.synced = new Contents(Buffer.from(from));
  }

  do(deed: Deed): void {
    switch (deed.kind) {
      case "write":
      case "truncate":
        this.pending.push(deed);
        this.changes++;
        break;
      case "sync begins":
        this.begun.set(deed.process, this.changes);
        break;
      case "sync ends":
        this.keep(this.begun.get(deed.process) ?? 0);
        break;
      // A name that is gone comes back at no power cut here: file systems are not what is looked at.
      case "unlink":
        this.synced = new Contents(Buffer.alloc(0));
        this.pending = [];
        break;
    }
  }

  /** All changes up to one stand on the disk. */
  private keep(upTo: number): void {
    const first = this.changes - this.pending.length;
    for (const change of this.pending.splice(0, Math.max(0, upTo - first))) carryOut(this.synced, change);
  }

  /** What is found after a power cut at this moment. */
  cut(left: Left, chance: Chance): Buffer {
    const found = this.synced.copy();
    if (left === "none of them") return found.all();
    const share = left === "all of them" ? 100 : chance.below(101);
    const sector = SECTOR[left];
    for (const change of this.pending) {
      if (change.kind === "write" && sector) writeSectors(found, change, sector, () => chance.percent(share));
      else if (chance.percent(share)) carryOut(found, change);
    }
    return found.all();
  }
}

function carryOut(contents: Contents, { kind, at, bytes }: Change): void {
  if (kind === "write") contents.write(at, bytes);
  else contents.truncate(at);
}

/** Writes those sectors of a write that a disk had taken when the power went. */
function writeSectors(contents: Contents, { at, bytes }: Change, sector: number, isLeft: () => boolean): void {
  for (let from = 0; from < bytes.length; ) {
    const to = Math.min(bytes.length, from + sector - ((at + from) % sector));
    if (isLeft()) contents.write(at + from, bytes.subarray(from, to));
    from = to;
  }
}
