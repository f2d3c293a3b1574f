/** What GET /api/v1/next-free answers. */
export interface NextFree {
  readonly offer: string | null;
  readonly start: string | null;
}

/** The next free start over the JSON API. */
export async function nextFree(base: string, location: string, caseGroup: string): Promise<NextFree> {
  const answer = await fetch(`${base}/api/v1/next-free?location=${location}&caseGroup=${caseGroup}`);
  return (await answer.json()) as NextFree;
}

export async function takeOffer(base: string, offer: string): Promise<void> {
  const answer = await fetch(`${base}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ offer }),
  });
  if (answer.status !== 201) throw new Error(`The offer was not taken: ${answer.status} ${await answer.text()}`);
}

/** Other people take every free start of a group up to and including the given one. */
export async function takeUpTo(base: string, location: string, caseGroup: string, last: string): Promise<void> {
  for (;;) {
    const { offer, start } = await nextFree(base, location, caseGroup);
    if (!offer || !start || start > last) return;
    await takeOffer(base, offer);
  }
}

/** Other people take everything that a group has left today. */
export const sellOut = (base: string, location: string, caseGroup: string): Promise<void> =>
  takeUpTo(base, location, caseGroup, "9999");

/** Pushes the demo clock forward. */
export async function advanceClock(base: string, advance: string): Promise<void> {
  const answer = await fetch(`${base}/demo/clock`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ advance }),
  });
  if (!answer.ok) throw new Error(`The clock was not moved: ${answer.status}`);
}

/** Twelve people each take what four groups have next at Gronowa: whoever comes now finds the waiting room full. */
export async function fillRoomAtGronowa(base: string): Promise<void> {
  for (const group of ["rejestracja-pojazdow", "meldunki", "adnotacje-zbycie", "odbior-dowodu-rejestracyjnego"]) {
    for (let person = 0; person < 12; person++) {
      const { offer } = await nextFree(base, "gronowa", group);
      await takeOffer(base, offer ?? "none");
    }
  }
}

const DAYS_300_MS = 300 * 24 * 60 * 60_000;

/** Pushes the demo clock forward by milliseconds, in steps that it takes. */
export async function advanceBy(base: string, milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= DAYS_300_MS)
    await advanceClock(base, `PT${Math.min(left, DAYS_300_MS) / 60_000}M`);
}

/** Pushes a server's clock, which began at an instant, on from one instant to another. */
export function clockFrom(begin: string): (base: string, to: string) => Promise<void> {
  let now = Date.parse(begin);
  return async (base, to) => {
    await advanceBy(base, Date.parse(to) - now);
    now = Date.parse(to);
  };
}

/** Somebody books a named start over the JSON API; without a token where it is no longer free. */
export async function claimStart(
  base: string,
  location: string,
  caseGroup: string,
  start: string,
): Promise<{ readonly token: string; readonly code: string }> {
  const answer = await fetch(`${base}/api/v1/visits`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": crypto.randomUUID() },
    body: JSON.stringify({
      ...{ location, caseGroup, start, name: "Ala Nowak" },
      contact: `ala-${crypto.randomUUID()}@example.pl`,
    }),
  });
  if (answer.status !== 201 && answer.status !== 409) throw new Error(`${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { token: string; code: string };
}
