import type { Tx } from "@/db/client";
import type { Channel, HoldKind, StopReason } from "@/db/values/messages";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type Context, reading } from "../context";
import { requireVisibleParties } from "../parties";
import { contactStops, HARD_STOPS, STOPPED_ROLES } from "./contact-policy";
import { readContactRules } from "./contact-rules";
import type { ContactRules } from "./contact-times";
import { type WaitingHeldInput, waitingHeldInput } from "./inputs";

export interface WaitingMessage {
  id: number;
  caseId: number;
  partyId: number;
  isAutomatic: boolean;
}

/**
 * What stops messages of a channel that are written and have not left yet, as the policy stands now. A
 * person's own message is stopped by what nobody overrules.
 */
export async function stopsOfWaiting<Message extends WaitingMessage>(
  ctx: Context,
  tx: Tx,
  given: { channel: Channel; rules: ContactRules; messages: readonly Message[] },
): Promise<Map<Message, StopReason[]>> {
  const { channel, rules, messages } = given;
  // How often was counted when they were written: they would count themselves.
  const uncapped = { ...rules, caps: { ...rules.caps, [channel]: null } };
  const asked = { contacts: messages, channel, today: ctx.today, rules: uncapped };
  const stopsOf = await contactStops(tx, asked);
  const stopped = new Map<Message, StopReason[]>();
  for (const message of messages) {
    const reasons = stopsOf(message).filter(
      (reason) => message.isAutomatic || HARD_STOPS.includes(reason),
    );
    if (reasons.length > 0) stopped.set(message, reasons);
  }
  return stopped;
}

/** Why a message that waits will not leave, and the hold that says so where it is one. */
export interface ComingStop {
  reason: StopReason;
  hold: { reason: string; untilOn: string | null; createdByName: string | null } | null;
}

/** The same of one message with the words of the hold; empty where it may leave. */
export async function comingStops(
  ctx: Context,
  tx: Tx,
  message: WaitingMessage & { channel: Channel },
): Promise<ComingStop[]> {
  const messages = [message];
  const rules = await readContactRules(tx);
  const stopped = await stopsOfWaiting(ctx, tx, { channel: message.channel, rules, messages });
  const reasons = stopped.get(message) ?? [];
  if (reasons.length === 0) return [];
  const holds = await tx.sql<(NonNullable<ComingStop["hold"]> & { kind: HoldKind })[]>`
    select h.kind, h.reason, h.until_on as "untilOn", o.name as "createdByName"
      from contact_holds h left join operators o on o.id = h.created_by
      join cases k on k.id = ${message.caseId}
     where h.ended_at is null and (h.until_on is null or h.until_on >= ${ctx.today}::date)
       and (h.case_id = k.id or h.party_id = ${message.partyId} or h.party_id = k.debtor_party_id)
     order by h.id`;
  return reasons.map((reason) => {
    const hold = holds.find(({ kind }) => kind === reason);
    if (!hold) return { reason, hold: null };
    const { kind: _, ...words } = hold;
    return { reason, hold: words };
  });
}

/**
 * How many messages that wait a hold of a kind would stop. One on a claim stops notices to come only:
 * a letter that is written speaks of other claims too.
 */
export async function waitingHeld(
  ctx: Context,
  raw: WaitingHeldInput,
): Promise<{ count: number; channels: Channel[] }> {
  authorize(ctx, "messages:hold");
  const { caseId = null, partyId = null, kind } = waitingHeldInput.parse(raw);
  return reading(ctx, async (tx) => {
    if (partyId) await requireVisibleParties(ctx, tx, [partyId]);
    if (caseId) {
      const [seen] = await tx.sql`select 1 from cases where id = ${caseId}`;
      if (!seen) throw new DomainError("not_found", "cases.not_found");
    }
    return countHeld(tx, { caseId, partyId, kind });
  });
}

export async function countHeld(
  { sql }: Tx,
  { caseId, partyId, kind }: { caseId: number | null; partyId: number | null; kind: HoldKind },
): Promise<{ count: number; channels: Channel[] }> {
  if (caseId === null && partyId === null) return { count: 0, channels: [] };
  const isOwing = sql`exists (select from case_parties n where n.case_id = m.case_id
    and n.party_id = m.party_id and n.role = any(${[...STOPPED_ROLES]}))`;
  const waiting = sql`m.direction = 'outbound' and m.state = 'waiting' and m.batch_id is null
    and (m.is_automatic or ${HARD_STOPS.includes(kind)})`;
  // Two ways, each by its own index: of one condition with "or" all messages would be gone through.
  const which =
    partyId === null
      ? sql`select m.id, m.channel, m.case_id from messages m
             where m.case_id = ${caseId} and ${waiting} and ${isOwing}`
      : sql`select m.id, m.channel, m.case_id from messages m
             where m.party_id = ${partyId} and ${waiting}
            union
            select m.id, m.channel, m.case_id from cases k join messages m on m.case_id = k.id
             where k.debtor_party_id = ${partyId} and ${waiting} and ${isOwing}`;
  const rows = await sql<{ channel: Channel; count: number }[]>`
    select m.channel, count(*)::int as count from (${which}) m join cases c on c.id = m.case_id
     group by 1 order by 1`;
  return {
    count: rows.reduce((sum, row) => sum + row.count, 0),
    channels: rows.map(({ channel }) => channel),
  };
}
