import type { Fragment } from "@/db/client";
import type { ActorKind } from "@/db/values/access";
import { TIME_ZONE } from "@/server/kernel/locale";
import { type Page, toPage } from "@/server/kernel/page";
import { authorize, type Context, reading } from "../context";
import { readCursor } from "./cursor";
import { ListAuditInput } from "./inputs";

/** One line of the audit; before and after hold only what changed. */
export interface AuditEntry {
  id: number;
  at: Date;
  actorKind: ActorKind;
  actorId: number | null;
  actorName: string;
  action: string;
  entity: string;
  entityId: number | null;
  caseId: number | null;
  refNo: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
}

/**
 * Who did what, newest first. An entry about a case is told only to those who may see the case:
 * `cases` is read through the wall of access groups. The same of imports, and of parties: to whom
 * access groups hide cases is told of people on a case that is not hidden, or on none.
 */
export async function listAudit(ctx: Context, given: ListAuditInput): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit:read");
  const input = ListAuditInput.parse(given);
  const [afterAt, afterId] = readCursor(input.cursor);
  const { actorId = null, action = null, entity = null, entityId = null, caseId = null } = input;
  const { fromOn = null, toOn = null, limit } = input;
  const isNarrowed = ctx.actor.kind === "operator" && ctx.actor.accessGroupIds !== "all";
  return reading(ctx, async ({ sql }) => {
    const notHidden = sql`
      and (a.entity <> 'party' or not party_is_on_case(a.entity_id) or exists (
        select from case_parties s join cases k on k.id = s.case_id
         where s.party_id = a.entity_id and k.voided_at is null))
      and (a.entity not in ('portal_user', 'portal_invitation') or exists (
        select from (
          select u.party_id from portal_users u
           where a.entity = 'portal_user' and u.id = a.entity_id
          union all
          select i.party_id from portal_invitations i
           where a.entity = 'portal_invitation' and i.id = a.entity_id) w
         where not party_is_on_case(living_party(w.party_id)) or exists (
           select from case_parties s join cases k on k.id = s.case_id
            where s.party_id = living_party(w.party_id) and k.voided_at is null)))
      and (a.entity <> 'import' or exists (select from imports i where i.id = a.entity_id))`;
    const is = (condition: boolean, part: Fragment) => (condition ? part : sql``);
    const rows = await sql<(AuditEntry & { exactAt: string })[]>`
      select a.id, a.at, a.actor_kind as "actorKind", a.actor_id as "actorId",
             a.actor_name as "actorName", a.action, a.entity, a.entity_id as "entityId",
             a.case_id as "caseId", c.ref_no as "refNo", a.before, a.after, a.reason,
             a.at::text as "exactAt"
        from audit_entries a
        left join cases c on c.tenant_id = a.tenant_id
              and c.id = coalesce(a.case_id, case when a.entity = 'case' then a.entity_id end)
       where (c.id is not null or (a.case_id is null and a.entity <> 'case'))
         ${is(isNarrowed, notHidden)}
         ${is(actorId !== null, sql`and a.actor_id = ${actorId} and a.actor_kind <> 'portalUser'`)}
         ${is(action !== null, sql`and a.action = ${action}`)}
         ${is(entity !== null, sql`and a.entity = ${entity}`)}
         ${is(entityId !== null, sql`and a.entity_id = ${entityId}`)}
         ${is(caseId !== null, sql`and a.case_id = ${caseId}`)}
         ${is(fromOn !== null, sql`and a.at >= ${fromOn}::date::timestamp at time zone ${TIME_ZONE}`)}
         ${is(toOn !== null, sql`and a.at < (${toOn}::date + 1)::timestamp at time zone ${TIME_ZONE}`)}
         ${is(afterId !== null, sql`and (a.at, a.id) < (${afterAt}::timestamptz, ${afterId}::bigint)`)}
       order by a.at desc, a.id desc
       limit ${limit + 1}`;
    const page = toPage(rows, limit, (row) => [row.exactAt, row.id]);
    return { ...page, items: page.items.map(({ exactAt: _, ...entry }) => entry) };
  });
}

/** Which actions and entities occur, to filter by; hops from one to the next along an index. */
export async function auditVocabulary(
  ctx: Context,
): Promise<{ actions: string[]; entities: string[] }> {
  authorize(ctx, "audit:read");
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ actions: string[] | null; entities: string[] | null }[]>`
      with recursive action(word) as (
        (select action from audit_entries order by action limit 1)
        union all
        select (select a.action from audit_entries a where a.action > action.word
                 order by a.action limit 1)
          from action where action.word is not null
      ), entity(word) as (
        (select entity from audit_entries order by entity limit 1)
        union all
        select (select a.entity from audit_entries a where a.entity > entity.word
                 order by a.entity limit 1)
          from entity where entity.word is not null
      )
      select (select array_agg(word) from action where word is not null) as actions,
             (select array_agg(word) from entity where word is not null) as entities`;
    return { actions: row?.actions ?? [], entities: row?.entities ?? [] };
  });
}
