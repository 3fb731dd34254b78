import type { Tx } from "@/db/client";
import { type Context, inTransaction, type SystemActor } from "../context";

type Fragment = ReturnType<Tx["sql"]>;

export interface DueNotice {
  promise: "reply" | "resolution";
  isOver: boolean;
}

/**
 * Devices `d` of operators `o` who have case `k`, or of all who see it while nobody has it: a
 * notice tells nobody of what stands behind a wall. A session that was ended tells nothing more.
 */
export const whoIsTold = ({ sql }: Tx, now: Date): Fragment => sql`
  join operators o on o.is_active and (k.owner_id = o.id or k.owner_id is null)
   and (o.sees_all_groups or k.access_group_id is null
        or exists (select from operator_access_groups m
                    where m.operator_id = o.id and m.access_group_id = k.access_group_id))
  join push_devices d on d.operator_id = o.id
  join sessions s on s.id = d.session_id and s.revoked_at is null and s.expires_at > ${now}`;

/** A client has written: once for each device that wants to know, however often it is asked. */
export async function queuePostNotices(
  ctx: Context<SystemActor>,
  { postId }: { postId: number },
): Promise<void> {
  await inTransaction(
    ctx,
    (_, tx) => tx.sql`
    insert into push_notices (device_id, case_id, kind, source_key, created_at, due_at)
    select d.id, k.id, p.kind,
           case p.kind when 'new_request' then 'opened:' || k.id else ${`post:${postId}`} end,
           ${ctx.now}, ${ctx.now}
      from (select r.case_id, case when exists (select from request_posts e
                      where e.case_id = r.case_id and e.id < r.id)
                    then 'client_replied' else 'new_request' end as kind
              from request_posts r where r.id = ${postId} and r.author = 'client') p
      join cases k on k.id = p.case_id and k.closed_at is null and k.voided_at is null
      ${whoIsTold(tx, ctx.now)}
     where p.kind = any (d.kinds)
    on conflict do nothing`,
  );
}

/** A request was given to somebody by another; who has just been told of its opening is not again. */
export async function queueAssignedNotices(
  ctx: Context<SystemActor>,
  { caseId, ownerId }: { caseId: number; ownerId: number | null },
): Promise<void> {
  if (ownerId === null) return;
  await inTransaction(
    ctx,
    (_, tx) => tx.sql`
    insert into push_notices (device_id, case_id, kind, source_key, created_at, due_at)
    select d.id, k.id, 'new_request',
           case when p.count > 1 then 'owner:' || k.id || ':' || k.version
                else 'opened:' || k.id end, ${ctx.now}, ${ctx.now}
      from cases k ${whoIsTold(tx, ctx.now)}
      cross join lateral (
        select count(*) as count from request_posts r where r.case_id = k.id) p
     where k.id = ${caseId} and k.owner_id = ${ownerId} and k.category = 'request'
       and k.closed_at is null and k.voided_at is null and 'new_request' = any (d.kinds)
       and not coalesce((
         select a.actor_kind = 'operator' and a.actor_id = ${ownerId} from audit_entries a
          where a.entity = 'case' and a.entity_id = k.id and a.action = 'cases.assign'
          order by a.id desc limit 1), false)
    on conflict do nothing`,
  );
}

/** A promise of a request is about to be broken, or was: once for each. */
export async function queueDueNotices(
  ctx: Context<SystemActor>,
  { caseId, due }: { caseId: number; due: DueNotice },
): Promise<void> {
  const name = `${due.isOver ? "over" : "soon"}:${due.promise}:${caseId}`;
  const isReply = due.promise === "reply";
  await inTransaction(
    ctx,
    (_, tx) => tx.sql`
    insert into push_notices (device_id, case_id, kind, source_key, created_at, due_at)
    select d.id, k.id, 'answer_due', ${name}::text || ':' || extract(epoch from c.at), ${ctx.now},
           ${ctx.now}
      from cases k
      join (select r.case_id, case when ${isReply} then r.reply_due_at
                                   else r.resolution_due_at end as at
              from desk_requests r) c on c.case_id = k.id and c.at is not null
      ${whoIsTold(tx, ctx.now)}
     where k.id = ${caseId} and k.category = 'request' and k.closed_at is null
       and k.voided_at is null and k.owner_id is not null and 'answer_due' = any (d.kinds)
    on conflict do nothing`,
  );
}

/** What a notice of this key says is due; one of another kind: a reply, soon. */
export function dueOfKey(sourceKey: string): DueNotice {
  const [step, promise] = sourceKey.split(":");
  return { isOver: step === "over", promise: promise === "resolution" ? promise : "reply" };
}
