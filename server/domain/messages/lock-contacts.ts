import type { Tx } from "@/db/client";
import type { Channel } from "@/db/values/messages";
import type { Contact } from "./contact-policy";
import type { ContactRules } from "./contact-times";

/**
 * Until the transaction ends nobody else counts what these people got and writes to them: of two that
 * write at the same time the second waits, and finds what the first has written. Only where a cap asks.
 * First the cases, whose timelines are written to, unless the caller holds them already; then the people,
 * each by their ids, so that no two wait for one another. What only names a case, a task or a document,
 * waits for none of it. Call it ahead of `contactStops`, in a statement of its own.
 */
export async function lockContacts(
  { sql }: Tx,
  {
    contacts,
    rules,
    holdsCases = false,
  }: {
    contacts: readonly (Contact & { channel: Channel })[];
    rules: ContactRules;
    holdsCases?: boolean;
  },
): Promise<void> {
  const capped = contacts.filter(({ channel }) => rules.caps[channel] !== null);
  if (capped.length === 0) return;
  const partyIds = [...new Set(capped.map(({ partyId }) => partyId))];
  if (!holdsCases) {
    const caseIds = [...new Set(capped.map(({ caseId }) => caseId))];
    await sql`
      select 1 from cases where id = any(${caseIds}::bigint[]) order by id for no key update`;
  }
  await sql`
    select pg_advisory_xact_lock(hashtext('contact:' || app_tenant()), p.key)
      from (select distinct hashtext(id::text) as key from unnest(${partyIds}::bigint[]) id
             order by 1) p`;
}
