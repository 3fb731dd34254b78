import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ClientField, Registration } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../context";
import { saveRulesInput } from "./inputs";

/** What clients do by themselves, and what somebody of ours confirms. */
export interface PortalRules {
  version: number;
  letterDays: number;
  registration: Registration;
  confirmsName: boolean;
  confirmsBankAccount: boolean;
  confirmsAddress: boolean;
}

const USUAL: PortalRules = {
  ...{ version: 0, letterDays: 30, registration: "closed" },
  ...{ confirmsName: true, confirmsBankAccount: true, confirmsAddress: false },
};

export async function readRules({ sql }: Tx): Promise<PortalRules> {
  const [row] = await sql<PortalRules[]>`
    select version, letter_days as "letterDays", registration, confirms_name as "confirmsName",
           confirms_bank_account as "confirmsBankAccount", confirms_address as "confirmsAddress"
      from portal_rules`;
  return row ?? USUAL;
}

/** Fields whose change waits until somebody of ours confirms it. */
export function confirmedFields(rules: PortalRules): ClientField[] {
  return [
    ...(rules.confirmsName ? (["name"] as const) : []),
    ...(rules.confirmsBankAccount ? (["bankAccount"] as const) : []),
    ...(rules.confirmsAddress ? (["address"] as const) : []),
  ];
}

export async function portalRules(ctx: OperatorContext): Promise<PortalRules> {
  authorize(ctx, "settings:portal");
  return reading(ctx, readRules);
}

/** Throws conflict `portal.changed_meanwhile`. */
export async function saveRules(
  ctx: OperatorContext,
  raw: z.input<typeof saveRulesInput>,
): Promise<void> {
  authorize(ctx, "settings:portal");
  const { version, ...rules } = saveRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const { version: _, ...before } = await readRules(tx);
    const rows = await tx.sql`
      insert into portal_rules as r (letter_days, registration, confirms_name,
             confirms_bank_account, confirms_address, updated_at)
      values (${rules.letterDays}, ${rules.registration}, ${rules.confirmsName},
              ${rules.confirmsBankAccount}, ${rules.confirmsAddress}, ${ctx.now})
      on conflict (tenant_id) do update set
             letter_days = excluded.letter_days, registration = excluded.registration,
             confirms_name = excluded.confirms_name,
             confirms_bank_account = excluded.confirms_bank_account,
             confirms_address = excluded.confirms_address, updated_at = excluded.updated_at,
             version = r.version + 1
       where r.version = ${version}
      returning version`;
    if (rows.length === 0) throw new DomainError("conflict", "portal.changed_meanwhile");
    const changed = changes({ ...before }, { ...rules });
    if (!changed) return;
    const row = { entity: "portal_rules", entityId: ctx.actor.tenantId };
    await writeAudit(inner, { ...row, action: "portal.save-rules", ...changed });
  });
}
