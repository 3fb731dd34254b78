import { randomBytes } from "node:crypto";
import type { Tx } from "@/db/client";
import type { LeadLabel } from "@/db/schema/leads";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../../audit";
import { inTransaction, type OperatorContext, reading } from "../../context";
import { authorizeDeals } from "../authorize-deals";
import { type SaveLeadFormInput, saveLeadFormInput } from "../inputs";
import { dealProcess } from "../lead-fields";
import type { Target } from "../rules/fits-mail";
import { refuse, requireFields, requireTarget } from "../rules/save-rules";
import { formSnippet } from "./form-snippet";

export interface LeadFormItem extends Omit<Target, "lastOperatorId"> {
  id: number;
  name: string;
  isActive: boolean;
  origins: string[];
  labels: LeadLabel[];
  asksProof: boolean;
  hourlyMax: number;
  version: number;
  /** Ready to be pasted into a page. */
  snippet: string;
  /** Of the last thirty days. */
  openedCount: number;
  quarantinedCount: number;
}

/** All forms with what they brought and what a web site has to carry. */
export async function listLeadForms(ctx: OperatorContext): Promise<LeadFormItem[]> {
  authorizeDeals(ctx, "settings:channels");
  const { rows, language, fields } = await reading(ctx, async (tx) => {
    const [tenant] = await tx.sql<{ language: Locale }[]>`select language from tenants`;
    const { fields } = await dealProcess(tx);
    // A form speaks as the tenant does, whoever copies it.
    return { rows: await readForms(tx, ctx.now), language: tenant?.language ?? "cs", fields };
  });
  const baseUrl = ctx.outside?.baseUrl ?? "";
  return rows.map(({ key, ...row }) => ({
    ...row,
    snippet: formSnippet({ key, baseUrl, labels: row.labels, language, fields }),
  }));
}

type FormRow = Omit<LeadFormItem, "snippet"> & { key: string };

async function readForms({ sql }: Tx, now: Date): Promise<FormRow[]> {
  const rows = await sql<FormRow[]>`
    select f.id, f.key, f.name, f.is_active as "isActive", f.origins, f.labels,
           f.asks_proof as "asksProof", f.hourly_max as "hourlyMax", f.team_id as "teamId",
           f.operator_id as "operatorId", f.distribution, f.version,
           coalesce(s.opened, 0) as "openedCount", coalesce(s.quarantined, 0)
             as "quarantinedCount"
      from lead_forms f left join (
        select form_id,
               count(*) filter (where standing in ('opened', 'released'))::int as opened,
               count(*) filter (where standing = 'quarantined')::int as quarantined
          from lead_submissions where at > ${now}::timestamptz - interval '30 days'
         group by form_id) s on s.form_id = f.id
     order by f.id`;
  return [...rows];
}

/** Throws not_found `leads.form_not_found`, `leads.target_not_found`, conflict `leads.changed`. */
export async function saveLeadForm(
  ctx: OperatorContext,
  raw: SaveLeadFormInput,
): Promise<{ formId: number }> {
  authorizeDeals(ctx, "settings:channels");
  const { formId, version, ...form } = saveLeadFormInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireFields(tx, form.labels);
    await requireTarget(tx, form);
    const { sql } = tx;
    const row = {
      ...{ name: form.name, is_active: form.isActive, origins: form.origins },
      ...{ asks_proof: form.asksProof, hourly_max: form.hourlyMax, team_id: form.teamId },
      ...{ operator_id: form.operatorId, distribution: form.distribution },
      labels: sql.json(form.labels as never),
    };
    const key = randomBytes(18).toString("base64url");
    const [saved] = formId
      ? await sql<{ id: number }[]>`
          update lead_forms set ${sql(row as never)}, version = version + 1
           where id = ${formId} and version = ${version} returning id`
      : await sql<{ id: number }[]>`
          insert into lead_forms ${sql({ ...row, key } as never)} returning id`;
    if (!saved) return refuse(tx, { table: "lead_forms", id: formId ?? 0 });
    const entry = { action: "leads.save-form", entity: "lead_form", entityId: saved.id };
    await writeAudit(inner, { ...entry, after: form });
    return { formId: saved.id };
  });
}
