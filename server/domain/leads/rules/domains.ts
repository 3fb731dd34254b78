import type { z } from "zod";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { inTransaction, type OperatorContext, reading } from "../../context";
import { authorizeDeals } from "../authorize-deals";
import { leadDomainInput, saveLeadDomainInput } from "../inputs";

export interface LeadDomain {
  domain: string;
  partyId: number;
  partyName: string;
}

/** Whose people write from which domain. */
export async function listLeadDomains(ctx: OperatorContext): Promise<LeadDomain[]> {
  authorizeDeals(ctx, "settings:channels");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<LeadDomain[]>`
      select d.domain, p.id as "partyId", p.full_name as "partyName"
        from lead_domains d join parties p on p.id = coalesce(living_party(d.party_id), d.party_id)
       order by d.domain`),
  ]);
}

/** Throws not_found `leads.no_organisation`: a person has no domain of their own. */
export async function saveLeadDomain(
  ctx: OperatorContext,
  raw: z.input<typeof saveLeadDomainInput>,
): Promise<void> {
  authorizeDeals(ctx, "settings:channels");
  const { domain, partyId } = saveLeadDomainInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const saved = await sql`
      insert into lead_domains (domain, party_id)
      select ${domain}, id from parties where id = ${partyId} and kind <> 'natural_person'
      on conflict (tenant_id, domain) do update set party_id = excluded.party_id
      returning domain`;
    if (saved.length === 0) throw new DomainError("not_found", "leads.no_organisation");
    const entry = { action: "leads.save-domain", entity: "party", entityId: partyId };
    await writeAudit(inner, { ...entry, after: { domain } });
  });
}

export async function deleteLeadDomain(
  ctx: OperatorContext,
  raw: z.input<typeof leadDomainInput>,
): Promise<void> {
  authorizeDeals(ctx, "settings:channels");
  const { domain } = leadDomainInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [before] = await sql<{ partyId: number }[]>`
      delete from lead_domains where domain = ${domain} returning party_id as "partyId"`;
    if (!before) return;
    const entry = { action: "leads.delete-domain", entity: "party", entityId: before.partyId };
    await writeAudit(inner, { ...entry, before: { domain } });
  });
}
