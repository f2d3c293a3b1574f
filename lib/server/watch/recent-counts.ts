/** Counts of what happened within the last minutes, all together and by key, in bounded memory. */
export interface RecentCounts {
  /** Counts one; without a key, or where too many were told apart in a minute, only with all. */
  add(key: string | null): void;
  all(): number;
  of(key: string): number;
  /** The largest count of one key; asked by who watches, not at every count. */
  most(): number;
}

interface Minute {
  readonly number: number;
  all: number;
  readonly byKey: Map<string, number>;
}

export interface Kept {
  readonly minutes: number;
  /** Keys that are told apart in one minute. */
  readonly keys: number;
}

const MINUTE_MS = 60_000;

function addTo(counts: Map<string, number>, key: string, by: number): void {
  const sum = (counts.get(key) ?? 0) + by;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
}

/** A window that slides by whole minutes. `time` is in milliseconds; set back, it stays in its latest minute. */
export function recentCounts({ minutes: span, keys }: Kept, time: () => number): RecentCounts {
  const minutes: Minute[] = [];
  const window = new Map<string, number>();
  let all = 0;

  function forget(number: number): void {
    for (let old = minutes[0]; old && old.number <= number - span; old = minutes[0]) {
      all -= old.all;
      for (const [key, times] of old.byKey) addTo(window, key, -times);
      minutes.shift();
    }
  }

  function present(): Minute {
    const last = minutes.at(-1);
    const number = Math.max(last?.number ?? 0, Math.floor(time() / MINUTE_MS));
    if (last?.number === number) return last;
    forget(number);
    const minute = { number, all: 0, byKey: new Map<string, number>() };
    minutes.push(minute);
    return minute;
  }

  return {
    add(key) {
      const minute = present();
      minute.all++;
      all++;
      if (key === null || (!minute.byKey.has(key) && minute.byKey.size >= keys)) return;
      addTo(minute.byKey, key, 1);
      addTo(window, key, 1);
    },
    all() {
      present();
      return all;
    },
    of(key) {
      present();
      return window.get(key) ?? 0;
    },
    most() {
      present();
      return Math.max(0, ...window.values());
    },
  };
}
