import type { z } from "zod";
import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../../audit";
import { authorize, authorOf, inTransaction, type OperatorContext, reading } from "../../context";
import { retentionTermsInput } from "../inputs";

export interface RetentionTerms {
  accountingYears: number;
  /** 0: the tenant is no obliged person. */
  amlYears: number;
  /** 0: nobody has set them yet, those of the law hold. */
  version: number;
}

/** Those of the tenant; else of its country: ten years of both, of AML in Slovakia five. */
export async function readTerms({ sql }: Tx): Promise<RetentionTerms> {
  const [row] = await sql<RetentionTerms[]>`
    select coalesce(r.accounting_years, 10) as "accountingYears",
           coalesce(r.aml_years, case when t.country = 'SK' then 5 else 10 end) as "amlYears",
           coalesce(r.version, 0) as version
      from tenants t left join retention_terms r on true where t.id = app_tenant()`;
  if (!row) throw new Error("no tenant");
  return row;
}

export async function retentionTerms(ctx: OperatorContext): Promise<RetentionTerms> {
  authorize(ctx, "privacy:decide");
  return reading(ctx, readTerms);
}

/** Sets for how long records of money are kept. Throws conflict `requests.changed_meanwhile`. */
export async function saveRetentionTerms(
  ctx: OperatorContext,
  raw: z.input<typeof retentionTermsInput>,
): Promise<{ version: number }> {
  authorize(ctx, "settings:portal");
  const { accountingYears, amlYears, version } = retentionTermsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const { version: known, ...before } = await readTerms(tx);
    const [row] = await tx.sql<{ version: number }[]>`
      insert into retention_terms (accounting_years, aml_years, updated_at, updated_by)
      values (${accountingYears}, ${amlYears}, ${ctx.now}, ${authorOf(ctx.actor).id})
      on conflict (tenant_id) do update
        set accounting_years = excluded.accounting_years, aml_years = excluded.aml_years,
            updated_at = excluded.updated_at, updated_by = excluded.updated_by,
            version = retention_terms.version + 1
        where retention_terms.version = ${version}
      returning version`;
    if (!row || known !== version) throw new DomainError("conflict", "requests.changed_meanwhile");
    const changed = changes(before, { accountingYears, amlYears });
    if (changed) {
      const { tenantId: entityId } = ctx.actor;
      const entry = { action: "requests.set-retention", entity: "tenant", entityId };
      await writeAudit(inner, { ...entry, ...changed });
    }
    return row;
  });
}
