import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import { type Context, inTransaction } from "../context";
import { readContactRules } from "./contact-rules";
import {
  type Outgoing,
  outgoingColumns,
  readFiles,
  type WithoutFiles,
  withFiles,
} from "./outgoing";
import { type Claimed, recheckClaimed } from "./recheck-claimed";

type Row = WithoutFiles & Claimed;

/**
 * Takes some of a channel's due messages in hand, the oldest first, and asks the policy of contact
 * once more; all in one transaction. Two at once each get others. Answers those that may leave, whole,
 * and how many were taken.
 */
export function claimMessages(
  ctx: Context,
  given: { channel: Channel; provider: string; limit: number },
): Promise<{ count: number; messages: Outgoing[] }> {
  return inTransaction(ctx, async (inner, tx) => {
    const [claimed, rules] = await Promise.all([claim(inner, tx, given), readContactRules(tx)]);
    if (claimed.length === 0) return { count: 0, messages: [] };
    const ids = claimed.map(({ id }) => id);
    const [held, files] = await Promise.all([
      recheckClaimed(inner, tx, { channel: given.channel, rules, claimed }),
      readFiles(tx, ids),
    ]);
    const messages = claimed.filter(({ id }) => !held.has(id)).map((row) => withFiles(row, files));
    return { count: claimed.length, messages };
  });
}

async function claim(
  ctx: Context,
  { sql }: Tx,
  { channel, provider, limit }: { channel: Channel; provider: string; limit: number },
): Promise<Row[]> {
  // Materialised: looked up anew for each row, the limit would hold for each look-up.
  const rows = await sql<Row[]>`
    with due as materialized (
      select id from messages
       where channel = ${channel} and state = 'waiting' and next_attempt_at <= ${ctx.now}
         and is_printed and batch_id is null
       order by next_attempt_at, id limit ${limit} for update skip locked)
    update messages m
       set state = 'sending', attempts = attempts + 1, claimed_at = ${ctx.now},
           provider = ${provider}
      from due where m.id = due.id
    returning ${outgoingColumns(sql)}, m.party_id as "partyId",
              (select p.country from parties p where p.id = m.party_id) as country`;
  return [...rows].sort((a, b) => a.id - b.id);
}
