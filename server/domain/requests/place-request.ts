import type { Tx } from "@/db/client";
import type { RequestChannel } from "@/db/values/requests";
import { lockCases } from "../cases";
import type { Context, SystemActor } from "../context";
import { readPromises } from "./clock/read-promises";
import { refreshClocks } from "./clock/refresh-clocks";
import { routeRequests } from "./routing/route-requests";

export interface Placing {
  caseIds: readonly number[];
  channel: RequestChannel;
  /** In which its client writes; left out: the client's own, else the tenant's. */
  language?: string;
}

/**
 * Puts requests on the desk: each is routed by the rules, and its clock begins. What stands there
 * already stays. Not a verb: part of whatever opens requests, by whichever way they came.
 */
export async function placeRequests(
  ctx: Context<SystemActor>,
  tx: Tx,
  { caseIds, channel, language }: Placing,
): Promise<void> {
  await lockCases(tx, caseIds);
  const { targetOf } = await readPromises(tx);
  const { replyMinutes, resolutionMinutes } = targetOf(null, "normal");
  const rows = await tx.sql<{ id: number; isGiven: boolean }[]>`
    insert into desk_requests (case_id, channel, language, routed_kind, opened_at, reply_minutes,
                               resolution_minutes, resolution_left_ms)
    select k.id, ${channel}, coalesce(${language ?? null}, u.language, t.language),
           k.fields->>'requestKind', k.created_at, ${replyMinutes}, ${resolutionMinutes}, 0
      from cases k join tenants t on t.id = k.tenant_id
      left join lateral (
        select u.language from case_parties c
          join portal_users u on living_party(u.party_id) = c.party_id and u.is_active
         where c.case_id = k.id and c.role = 'client' order by u.id limit 1) u on true
     where k.id = any(${caseIds as number[]}) and k.category = 'request' and k.voided_at is null
    on conflict do nothing
    returning case_id as id, exists (select from cases o where o.id = case_id
                                        and o.owner_id is not null) as "isGiven"`;
  // Whoever opened it for somebody has said whose it is.
  await routeRequests(
    ctx,
    tx,
    rows.filter(({ isGiven }) => !isGiven).map(({ id }) => id),
  );
  await refreshClocks(tx, { now: ctx.now, caseIds: rows.map(({ id }) => id) });
}
