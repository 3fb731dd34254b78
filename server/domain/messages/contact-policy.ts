import type { Tx } from "@/db/client";
import type { Channel, StopReason } from "@/db/values/messages";
import type { Day } from "@/server/kernel/days";
import { type ContactRules, capFrom } from "./contact-times";
import { stopOf, stopRank, stopsNotices, stopsSql } from "./stops-sql";

/**
 * What stops a message that a person has written, whatever they say: whom the law or their own word
 * protects. The rest stops notices, and of a person it asks "are you sure".
 */
export const HARD_STOPS: readonly StopReason[] = ["do_not_contact", "represented", "deceased"];

/** Whom a stop of a case holds against. */
export const STOPPED_ROLES = [
  ...["debtor", "obligor", "applicant", "client", "coDebtor", "guarantor", "borrower", "heir"],
] as const;

/** Who is written to on which case. */
export interface Contact {
  caseId: number;
  partyId: number;
}

const keyOf = ({ caseId, partyId }: Contact): string => `${caseId}:${partyId}`;

/**
 * Reasons against writing to these parties on these cases by a channel today, the weightiest first, by
 * three statements for all. Stops of a case hold against whoever owes on it, not against its court. What
 * is asked and not stopped counts towards the cap of the next ones.
 */
export async function contactStops(
  tx: Tx,
  given: { contacts: readonly Contact[]; channel: Channel; today: Day; rules: ContactRules },
): Promise<(contact: Contact) => StopReason[]> {
  const { contacts, channel, today, rules } = given;
  const caseIds = [...new Set(contacts.map(({ caseId }) => caseId))];
  const partyIds = [...new Set(contacts.map(({ partyId }) => partyId))];
  const [ofCases, ofParties, written] = await Promise.all([
    stopsOfCases(tx, { caseIds, today }),
    stopsOfParties(tx, { partyIds, today }),
    countWritten(tx, { partyIds, channel, from: capFrom(rules, channel, today) }),
  ]);
  const cap = rules.caps[channel];
  return (contact) => {
    const reasons = new Set<StopReason>();
    const ofParty = ofParties.get(contact.partyId);
    if (ofParty) reasons.add(ofParty);
    const ofCase = ofCases.get(keyOf(contact));
    if (ofCase) reasons.add(ofCase);
    const sofar = written.get(contact.partyId) ?? 0;
    if (cap && sofar >= cap.count) reasons.add("frequency");
    // Whoever is not stopped is written to: the next of the same person is one more.
    if (reasons.size === 0) written.set(contact.partyId, sofar + 1);
    return [...reasons];
  };
}

async function stopsOfCases(
  tx: Tx,
  { caseIds, today }: { caseIds: number[]; today: Day },
): Promise<Map<string, StopReason>> {
  const { ofCases } = stopsSql(tx, { onDay: today, caseIds });
  const rows = await tx.sql<{ caseId: number; partyId: number; rank: number }[]>`
    select "caseId", "partyId", min(rank)::int as rank from (
      select s.id as "caseId", n.party_id as "partyId", s.rank from (${ofCases}) s
        join case_parties n on n.case_id = s.id
       where n.role = any(${[...STOPPED_ROLES]})
      union all
      -- Who owes beside the debtor is insolvent for themselves alone.
      select n.case_id, n.party_id, ${stopRank("insolvency")}::int
        from case_parties n join party_insolvency i on i.party_id = n.party_id and i.is_active
         ${stopsNotices(tx.sql`i`, tx)}
       where n.case_id = any(${caseIds}::bigint[]) and n.role = any(${[...STOPPED_ROLES]})
    ) s group by 1, 2`;
  return new Map(
    rows.flatMap((row) => {
      const reason = stopOf(row.rank);
      return reason ? [[keyOf(row), reason] as const] : [];
    }),
  );
}

async function stopsOfParties(
  { sql }: Tx,
  { partyIds, today }: { partyIds: number[]; today: Day },
): Promise<Map<number, StopReason>> {
  const rows = await sql<{ partyId: number; kind: StopReason }[]>`
    select distinct on (party_id) party_id as "partyId", kind from contact_holds
     where party_id = any(${partyIds}::bigint[]) and ended_at is null
       and (until_on is null or until_on >= ${today}::date)
     order by party_id, kind in ('do_not_contact', 'represented', 'deceased') desc, id`;
  return new Map(rows.map(({ partyId, kind }) => [partyId, kind]));
}

async function countWritten(
  { sql }: Tx,
  { partyIds, channel, from }: { partyIds: number[]; channel: Channel; from: Day | null },
): Promise<Map<number, number>> {
  if (from === null) return new Map();
  // One act to several numbers is one message to the person.
  const rows = await sql<{ partyId: number; count: number }[]>`
    select party_id as "partyId", count(distinct split_part(key, '#', 1))::int as count
      from messages
     where party_id = any(${partyIds}::bigint[]) and channel = ${channel}
       and direction = 'outbound' and state not in ('refused', 'cancelled') and replaces_id is null
       and created_at >= (${from}::date)::timestamp at time zone 'Europe/Prague'
     group by party_id`;
  return new Map(rows.map(({ partyId, count }) => [partyId, count]));
}
