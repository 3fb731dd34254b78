import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, inTransaction, type OperatorContext, reading } from "../../context";
import {
  type OrderRulesInput,
  orderRulesInput,
  ruleIdInput,
  type SaveRuleInput,
  saveRuleInput,
} from "../setup-inputs";
import type { Rule } from "./match-rules";

export interface RuleItem extends Omit<Rule, "lastOperatorId"> {
  isActive: boolean;
  version: number;
  /** Open requests that it routed. */
  count: number;
}

/** All rules in their order. */
export async function listRules(ctx: OperatorContext): Promise<RuleItem[]> {
  authorize(ctx, "settings:requests");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<RuleItem[]>`
      select r.id, r.name, r.is_active as "isActive", r.version, r.kinds,
             r.client_kinds as "clientKinds", r.categories, r.case_group_ids as "caseGroupIds",
             r.words, r.languages, r.channels, r.team_id as "teamId",
             r.operator_id as "operatorId", r.distribution, r.priority,
             (select count(*)::int from desk_requests d
               where d.rule_id = r.id and d.resolved_at is null) as count
        from request_rules r order by r.position, r.id`;
    return [...rows];
  });
}

/** Throws not_found `requests.rule_not_found`, conflict `requests.changed_meanwhile`. */
export async function saveRule(
  ctx: OperatorContext,
  raw: SaveRuleInput,
): Promise<{ ruleId: number }> {
  authorize(ctx, "settings:requests");
  const { ruleId, version, ...rule } = saveRuleInput.parse(raw);
  return inTransaction(ctx, async (inner, { sql }) => {
    await requireTarget(sql, rule);
    const [row] = ruleId
      ? await sql<{ id: number }[]>`
          update request_rules set name = ${rule.name}, is_active = ${rule.isActive},
                 kinds = ${rule.kinds}, client_kinds = ${rule.clientKinds},
                 categories = ${rule.categories}, case_group_ids = ${rule.caseGroupIds},
                 words = ${rule.words}, languages = ${rule.languages}, channels = ${rule.channels},
                 team_id = ${rule.teamId}, operator_id = ${rule.operatorId},
                 distribution = ${rule.distribution}, priority = ${rule.priority},
                 version = version + 1
           where id = ${ruleId} and version = ${version} returning id`
      : await sql<{ id: number }[]>`
          insert into request_rules (position, name, is_active, kinds, client_kinds, categories,
                 case_group_ids, words, languages, channels, team_id, operator_id, distribution,
                 priority)
          values ((select coalesce(max(position), 0) + 1 from request_rules), ${rule.name},
                  ${rule.isActive}, ${rule.kinds}, ${rule.clientKinds}, ${rule.categories},
                  ${rule.caseGroupIds}, ${rule.words}, ${rule.languages}, ${rule.channels},
                  ${rule.teamId}, ${rule.operatorId}, ${rule.distribution}, ${rule.priority})
          returning id`;
    if (!row) await refuse(sql, ruleId ?? 0);
    const { id } = row as { id: number };
    const audit = { action: "requests.save-rule", entity: "request_rule", entityId: id };
    await writeAudit(inner, { ...audit, after: rule });
    return { ruleId: id };
  });
}

type Sql = Parameters<Parameters<typeof reading>[1]>[0]["sql"];

async function refuse(sql: Sql, ruleId: number): Promise<never> {
  const [there] = await sql`select 1 from request_rules where id = ${ruleId}`;
  if (!there) throw new DomainError("not_found", "requests.rule_not_found");
  throw new DomainError("conflict", "requests.changed_meanwhile");
}

/** Whom a rule names must be ours: a key of another tenant's is no key here. */
async function requireTarget(
  sql: Sql,
  { teamId, operatorId, caseGroupIds }: Pick<Rule, "teamId" | "operatorId" | "caseGroupIds">,
): Promise<void> {
  const [row] = await sql<{ isKnown: boolean }[]>`
    select (${teamId}::bigint is null or exists (select from access_groups where id = ${teamId}))
       and (${operatorId}::bigint is null or exists (
              select from operators where id = ${operatorId} and is_active))
       and (select count(*) from case_groups where id = any(${caseGroupIds as number[]}))
             = ${new Set(caseGroupIds).size} as "isKnown"`;
  if (!row?.isKnown) throw new DomainError("not_found", "requests.target_not_found");
}

/** Throws not_found `requests.rule_not_found`. */
export async function deleteRule(ctx: OperatorContext, raw: { ruleId: number }): Promise<void> {
  authorize(ctx, "settings:requests");
  const { ruleId } = ruleIdInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ name: string }[]>`
      delete from request_rules where id = ${ruleId} returning name`;
    if (!row) throw new DomainError("not_found", "requests.rule_not_found");
    const audit = { action: "requests.delete-rule", entity: "request_rule", entityId: ruleId };
    await writeAudit(inner, { ...audit, before: row });
  });
}

/** Rules in another order; the ones left out follow those named. */
export async function orderRules(ctx: OperatorContext, raw: OrderRulesInput): Promise<void> {
  authorize(ctx, "settings:requests");
  const { ruleIds } = orderRulesInput.parse(raw);
  await inTransaction(ctx, async (inner, { sql }) => {
    const [row] = await sql<{ count: number }[]>`
      select count(*)::int as count from request_rules where id = any(${ruleIds})`;
    if (row?.count !== new Set(ruleIds).size) {
      throw new DomainError("not_found", "requests.rule_not_found");
    }
    await sql`
      update request_rules r set position = n.position
        from (select x.id, row_number() over (
                order by array_position(${ruleIds}::bigint[], x.id) nulls last, x.position, x.id)
                as position from request_rules x) n
       where r.id = n.id and r.position <> n.position`;
    const audit = { action: "requests.order-rules", entity: "request_rule", entityId: null };
    await writeAudit(inner, { ...audit, after: { ruleIds } });
  });
}
