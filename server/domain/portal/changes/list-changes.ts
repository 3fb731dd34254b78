import type { Tx } from "@/db/client";
import type { ChangeState, ClientField } from "@/db/values/portal";
import { authorize, type OperatorContext, reading } from "../../context";
import { requireVisibleParties, visibleParty } from "../../parties";
import { changesOfPartyInput } from "./inputs";

/** Something that a client said of a card. */
export interface ClientChange {
  id: number;
  partyId: number;
  partyName: string;
  field: ClientField;
  before: unknown;
  after: unknown;
  state: ChangeState;
  givenByName: string;
  givenAt: Date;
  decidedAt: Date | null;
  decidedByName: string | null;
  reason: string | null;
  /** Nothing newer was said of this field. */
  isLast: boolean;
}

const LIST_MAX = 100;

const columns = ({ sql }: Tx) => sql`
  c.id, p.id as "partyId", p.full_name as "partyName", c.field, c.before, c.after, c.state,
  c.given_by_name as "givenByName", c.given_at as "givenAt", c.decided_at as "decidedAt",
  c.decided_by_name as "decidedByName", c.reason,
  not exists (select from client_changes n
               where n.party_id = c.party_id and n.field = c.field and n.id > c.id
                 and n.state in ('applied', 'waiting', 'accepted')) as "isLast"`;

/** What clients said of this card, the newest first; withdrawn words are left out. */
export async function changesOfParty(
  ctx: OperatorContext,
  raw: { partyId: number },
): Promise<ClientChange[]> {
  authorize(ctx, "parties:read");
  const { partyId } = changesOfPartyInput.parse(raw);
  return reading(ctx, async (tx) => {
    await requireVisibleParties(ctx, tx, [partyId]);
    const rows = await tx.sql<ClientChange[]>`
      select ${columns(tx)} from parties p
        join parties m on m.id = p.id or m.merged_into_id = p.id
        join client_changes c on c.party_id = m.id
       where p.id = ${partyId} and c.state <> 'withdrawn'
       order by c.state = 'waiting' desc, c.id desc limit ${LIST_MAX}`;
    return [...rows];
  });
}

/** What waits to be confirmed, the oldest first, of cards that the operator sees. */
export async function waitingChanges(ctx: OperatorContext): Promise<ClientChange[]> {
  authorize(ctx, "parties:edit");
  return reading(ctx, async (tx) => {
    const rows = await tx.sql<ClientChange[]>`
      select ${columns(tx)} from client_changes c
        join parties p on p.id = living_party(c.party_id)
       where c.state = 'waiting' and ${visibleParty(tx, ctx.actor)}
       order by c.id limit ${LIST_MAX}`;
    return [...rows];
  });
}

/** To the client: what of theirs waits, and what was refused and why. */
export interface MyChange {
  field: ClientField;
  after: unknown;
  state: "waiting" | "rejected";
  givenAt: Date;
  reason: string | null;
}

const TOLD_DAYS = 30;

/** Of one card, in the client's own transaction. */
export async function readMyChanges(
  { sql }: Tx,
  { partyIds, now }: { partyIds: readonly number[]; now: Date },
): Promise<MyChange[]> {
  const since = new Date(now.getTime() - TOLD_DAYS * 86_400_000);
  const rows = await sql<MyChange[]>`
    select field, after, state, given_at as "givenAt", reason from (
      select distinct on (field) field, after, state, given_at, reason, decided_at, id
        from client_changes
       where party_id = any (${[...partyIds]}::bigint[]) and state <> 'withdrawn'
       order by field, id desc) last
     where state = 'waiting' or (state = 'rejected' and decided_at > ${since})
     order by id`;
  return [...rows];
}
