import { desc, eq, isNotNull } from "drizzle-orm";
import type { Instant } from "@/lib/domain/time/tick";
import { idOf, type Nonce, type TokenHash } from "@/lib/domain/who/ids";
import { type Client, ormOf, writing } from "./client";
import * as t from "./schema";

/** What a visit keeps of its ticket: the nonce from which its token follows by the secret, and the token's hash. */
export interface StoredTicket {
  readonly nonce: Nonce;
  readonly tokenHash: TokenHash;
}

/** Enough to find one of the right secret among those of a wrong one, with which a server may have run for a while. */
const SOME = 100;

/** A visit that was forgotten keeps no nonce, and its ticket leads nowhere by any secret. */
const isKnown = isNotNull(t.visit.nonce);

const ticketsOf = (client: Client) =>
  ormOf(client).select({ id: t.visit.id, nonce: t.visit.nonce, tokenHash: t.visit.token }).from(t.visit).where(isKnown);

/** The tickets of the visits that lie furthest ahead. */
export const knownTickets = (client: Client): readonly StoredTicket[] =>
  ticketsOf(client)
    .orderBy(desc(t.visit.startTick))
    .limit(SOME)
    .all()
    .flatMap(({ nonce, tokenHash }) => (nonce ? [{ nonce: idOf(nonce), tokenHash: idOf(tokenHash) }] : []));

/** Gives every known ticket the token that follows from its nonce anew, and audits it; gives how many there are. */
export const renewTickets = (client: Client, tokenHashOf: (nonce: Nonce) => TokenHash, now: Instant): number =>
  writing(client, () => {
    const orm = ormOf(client);
    const known = ticketsOf(client).all();
    for (const { id, nonce } of known) {
      if (!nonce) continue;
      const token = Buffer.from(tokenHashOf(idOf(nonce)));
      orm.update(t.visit).set({ token }).where(eq(t.visit.id, id)).run();
    }
    const detail = `${known.length} tickets`;
    orm.insert(t.audit).values({ at: now, visitId: null, actor: "command", what: "secret", detail }).run();
    return known.length;
  });
