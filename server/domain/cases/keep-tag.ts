import type { Tx } from "@/db/client";
import type { TagEffect } from "@/db/values/cases";
import type { Day } from "@/server/kernel/days";
import { writeAudit } from "../audit";
import { authorOf, type Context } from "../context";
import { lockCases } from "./load";
import { refreshTagCodes } from "./refresh";
import { tellInterestTag } from "./tell-interest-tag";

export interface KeptTag {
  code: string;
  name: string;
  colour: "danger" | "warning";
  effects: readonly TagEffect[];
}

/** How a tag that the program keeps has to stand on a case. */
export interface TagPlace {
  caseId: number;
  reason: string;
  /** Interest rests from this day on; null: it goes on. */
  restsFrom: Day | null;
}

/**
 * Brings a tag that the program keeps by itself to the cases that have to bear it, and takes it off
 * the others named. It is made on demand by its code; what a person made of its name and effects
 * stays. Done already: nothing is written. Part of the caller's verb.
 */
export async function keepTag(
  ctx: Context,
  tx: Tx,
  { tag, on, off }: { tag: KeptTag; on: readonly TagPlace[]; off: readonly number[] },
): Promise<void> {
  if (on.length === 0 && off.length === 0) return;
  await lockCases(tx, [...on.map(({ caseId }) => caseId), ...off]);
  const found = await tagOf(tx, tag);
  const put = await putOn(ctx, tx, { tagId: found.id, on });
  const gone = await tx.sql<{ caseId: number }[]>`
    update case_tags set removed_at = ${ctx.now}
     where case_id = any(${[...off]}::bigint[]) and tag_id = ${found.id} and removed_at is null
    returning case_id as "caseId"`;
  const taken = gone.map(({ caseId }) => caseId);
  const changed = [...put.map(({ caseId }) => caseId), ...taken];
  if (changed.length === 0) return;
  await refreshTagCodes(tx, changed);
  await tellInterestTag(ctx, { caseIds: changed, effects: found.effects });
  const audit = (action: string, caseId: number) => ({
    ...{ action, entity: "case", entityId: caseId, caseId },
  });
  await writeAudit(ctx, [
    ...put.map(({ caseId, reason, restsFrom }) => ({
      ...audit("cases.tag", caseId),
      ...{ after: { tag: tag.code, restsFrom }, reason },
    })),
    ...taken.map((caseId) => ({ ...audit("cases.untag", caseId), before: { tag: tag.code } })),
  ]);
}

async function tagOf({ sql }: Tx, tag: KeptTag): Promise<{ id: number; effects: string[] }> {
  await sql`
    insert into tags (code, name, colour, effects)
    values (${tag.code}, ${tag.name}, ${tag.colour}, ${[...tag.effects]}::text[])
    on conflict (tenant_id, lower(code)) do nothing`;
  const [row] = await sql<{ id: number; effects: string[] }[]>`
    select id, effects from tags where lower(code) = lower(${tag.code})`;
  if (!row) throw new Error("no row");
  return row;
}

/** Those on which something changed by it. */
async function putOn(
  ctx: Context,
  { sql }: Tx,
  { tagId, on }: { tagId: number; on: readonly TagPlace[] },
): Promise<TagPlace[]> {
  if (on.length === 0) return [];
  const rows = await sql<{ caseId: number }[]>`
    insert into case_tags as g (case_id, tag_id, reason, rests_from, is_interest_kept, added_by,
                                added_at)
    select n.case_id, ${tagId}, n.reason, n.rests_from::date, n.rests_from is null,
           ${authorOf(ctx.actor).id}, ${ctx.now}
      from unnest(${on.map(({ caseId }) => caseId)}::bigint[],
                  ${on.map(({ reason }) => reason)}::text[],
                  ${on.map(({ restsFrom }) => restsFrom)}::text[])
           as n (case_id, reason, rests_from)
     order by n.case_id
    on conflict (tenant_id, case_id, tag_id) where removed_at is null
    do update set reason = excluded.reason, rests_from = excluded.rests_from,
           is_interest_kept = excluded.is_interest_kept, ends_on = null
        where (g.rests_from, g.is_interest_kept, g.ends_on)
              is distinct from (excluded.rests_from, excluded.is_interest_kept, null::date)
    returning case_id as "caseId"`;
  const changed = new Set(rows.map(({ caseId }) => caseId));
  return on.filter(({ caseId }) => changed.has(caseId));
}
