import type { Tx } from "@/db/client";
import type { LeadLabel } from "@/db/schema/leads";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { inTransaction, type OperatorContext, reading } from "../../context";
import { takesOutsideWords } from "../../workflow";
import { authorizeDeals, dealRoles } from "../authorize-deals";
import {
  leadRuleIdInput,
  orderLeadRulesInput,
  type SaveLeadRuleInput,
  saveLeadRuleInput,
  type TryLeadRulesInput,
  tryLeadRulesInput,
} from "../inputs";
import { dealProcess, fitFields } from "../lead-fields";
import { valuesOfMail } from "../mail/open-from-mail";
import type { LeadRule, Target } from "./fits-mail";
import { readLeadRules, ruleFor } from "./read-rules";

export interface LeadRuleItem extends Omit<LeadRule, "lastOperatorId"> {
  isActive: boolean;
  version: number;
}

/** All rules in their order: the first that fits a mail reads it. */
export async function listLeadRules(ctx: OperatorContext): Promise<LeadRuleItem[]> {
  authorizeDeals(ctx, "settings:channels");
  return reading(ctx, async ({ sql }) => [
    ...(await sql<LeadRuleItem[]>`
      select id, name, is_active as "isActive", sender, words, labels,
             request_source as "requestSource", team_id as "teamId",
             operator_id as "operatorId", distribution, version
        from lead_rules order by position, id`),
  ]);
}

/** Throws not_found `leads.rule_not_found`, `leads.target_not_found`, conflict `leads.changed`. */
export async function saveLeadRule(
  ctx: OperatorContext,
  raw: SaveLeadRuleInput,
): Promise<{ ruleId: number }> {
  authorizeDeals(ctx, "settings:channels");
  const { ruleId, version, ...rule } = saveLeadRuleInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    await requireFields(tx, rule.labels);
    await requireTarget(tx, rule);
    const { sql } = tx;
    const row = {
      ...{ name: rule.name, is_active: rule.isActive, sender: rule.sender, words: rule.words },
      ...{ request_source: rule.requestSource, team_id: rule.teamId },
      ...{ operator_id: rule.operatorId, distribution: rule.distribution },
      labels: sql.json(rule.labels as never),
    };
    const [saved] = ruleId
      ? await sql<{ id: number }[]>`
          update lead_rules set ${sql(row as never)}, version = version + 1
           where id = ${ruleId} and version = ${version} returning id`
      : await sql<{ id: number }[]>`
          insert into lead_rules ${sql({ ...row, position: await nextPosition(tx) } as never)}
          returning id`;
    if (!saved) return refuse(tx, { table: "lead_rules", id: ruleId ?? 0 });
    const entry = { action: "leads.save-rule", entity: "lead_rule", entityId: saved.id };
    await writeAudit(inner, { ...entry, after: rule });
    return { ruleId: saved.id };
  });
}

async function nextPosition({ sql }: Tx): Promise<number> {
  const [row] = await sql<{ next: number }[]>`
    select coalesce(max(position), 0) + 1 as next from lead_rules`;
  return row?.next ?? 1;
}

/** Throws not_found where there is none, else conflict: somebody was faster. */
export async function refuse(
  { sql }: Tx,
  { table, id }: { table: "lead_rules" | "lead_forms"; id: number },
): Promise<never> {
  const [there] = await sql`select 1 from ${sql(table)} where id = ${id}`;
  if (there) throw new DomainError("conflict", "leads.changed");
  const code = table === "lead_rules" ? "leads.rule_not_found" : "leads.form_not_found";
  throw new DomainError("not_found", code);
}

/**
 * Whoever is to get what comes must be ours, and see deals. Throws not_found
 * `leads.target_not_found`, invalid `leads.target_sees_none`.
 */
export async function requireTarget(
  { sql }: Tx,
  { teamId, operatorId }: Pick<Target, "teamId" | "operatorId">,
): Promise<void> {
  const roles = dealRoles();
  const [row] = await sql<{ isKnown: boolean; isSeeing: boolean }[]>`
    select (${teamId}::bigint is null or exists (select from access_groups where id = ${teamId}))
       and (${operatorId}::bigint is null or exists (
              select from operators where id = ${operatorId} and is_active)) as "isKnown",
           (${teamId}::bigint is null or exists (
              select from operator_access_groups m join operators o on o.id = m.operator_id
               where m.access_group_id = ${teamId} and o.is_active
                 and o.role = any(${roles}::text[])))
       and (${operatorId}::bigint is null or exists (
              select from operators where id = ${operatorId} and role = any(${roles}::text[])))
             as "isSeeing"`;
  if (!row?.isKnown) throw new DomainError("not_found", "leads.target_not_found");
  if (!row.isSeeing) throw new DomainError("invalid", "leads.target_sees_none");
}

/** A label fills a field that words may fill. Throws invalid `leads.unknown_field`. */
export async function requireFields(tx: Tx, labels: readonly LeadLabel[]): Promise<void> {
  const fillable = (await dealProcess(tx)).fields.filter(takesOutsideWords);
  const odd = labels.find(({ field }) => !fillable.some(({ key }) => key === field));
  if (odd) throw new DomainError("invalid", "leads.unknown_field", { field: odd.field });
}

/** Mails that came by it keep what they have become. Throws not_found `leads.rule_not_found`. */
export async function deleteLeadRule(ctx: OperatorContext, raw: { ruleId: number }): Promise<void> {
  authorizeDeals(ctx, "settings:channels");
  const { ruleId } = leadRuleIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [before] = await sql<{ name: string }[]>`
      delete from lead_rules where id = ${ruleId} returning name`;
    if (!before) throw new DomainError("not_found", "leads.rule_not_found");
    const entry = { action: "leads.delete-rule", entity: "lead_rule", entityId: ruleId };
    await writeAudit(inner, { ...entry, before });
  });
}

/** Rules in another order; the ones left out follow those named. */
export async function orderLeadRules(
  ctx: OperatorContext,
  raw: { ruleIds: number[] },
): Promise<void> {
  authorizeDeals(ctx, "settings:channels");
  const { ruleIds } = orderLeadRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    await sql`
      update lead_rules r set position = n.position
        from (select x.id, row_number() over (
                order by array_position(${ruleIds}::bigint[], x.id) nulls last, x.position, x.id)
                as position from lead_rules x) n
       where r.id = n.id and r.position <> n.position`;
    const entry = { action: "leads.order-rules", entity: "lead_rule", entityId: null };
    await writeAudit(inner, { ...entry, after: { ruleIds } });
  });
}

export interface TriedRules {
  /** The first rule that fits; null: it is a person's mail. */
  rule: { id: number; name: string } | null;
  /** By field of the deal. */
  values: Record<string, string>;
}

/** What the rules would make of a mail; nothing is written. */
export async function tryLeadRules(
  ctx: OperatorContext,
  raw: TryLeadRulesInput,
): Promise<TriedRules> {
  authorizeDeals(ctx, "settings:channels");
  const { from, subject, body } = tryLeadRulesInput.parse(raw);
  const [rules, process] = await reading(ctx, async (tx) => [
    await readLeadRules(tx),
    await dealProcess(tx),
  ]);
  const mail = { fromAddress: from.toLowerCase(), fromName: "", subject, body, fileNames: [] };
  const rule = ruleFor(rules, mail);
  const values = fitFields(process, valuesOfMail(process, mail, rule));
  return { rule: rule && { id: rule.id, name: rule.name }, values };
}
