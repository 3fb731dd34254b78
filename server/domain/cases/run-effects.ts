import type { Tx } from "@/db/client";
import { addDays } from "@/server/kernel/days";
import { authorOf, type Context } from "../context";
import type { EffectCall, EffectName } from "../workflow";
import { refreshCaseSearch, refreshTagCodes, refreshTimeline } from "./refresh";
import { writeSystemEvents } from "./write-system-event";

type Params<N extends EffectName> = Extract<EffectCall, { name: N }>["params"];
interface Scene {
  ctx: Context;
  tx: Tx;
  ids: number[];
}

/** What each named effect does to the cases that just moved; set-based, in the moving transaction. */
const RUN: { [N in EffectName]: (scene: Scene, params: Params<N>) => Promise<unknown> } = {
  createTask: ({ ctx, tx, ids }, params) => tx.sql`
    insert into case_events (case_id, kind, at, author_id, text, due_at, is_all_day, assignee_id)
    select c.id, 'task', ${ctx.now}, ${authorOf(ctx.actor).id},
           coalesce(${tx.sql.json(params.names)}::jsonb ->> o.language, ${params.names.cs}),
           (${addDays(ctx.today, params.dueInDays)}::date)::timestamp at time zone 'Europe/Prague',
           true, o.id
      from cases c left join operators o on o.id = ${
        params.assignee === "owner"
          ? tx.sql`c.owner_id`
          : tx.sql`${params.assignee === "actor" ? authorOf(ctx.actor).id : null}::bigint`
      }
     where c.id = any(${ids})`,
  cancelTasks: ({ ctx, tx, ids }) => tx.sql`
    update case_events set resolved_at = ${ctx.now}, resolved_by = ${authorOf(ctx.actor).id},
           result = '', data = coalesce(data, '{}') || '{"cancelledBy": "move"}', version = version + 1
     where case_id = any(${ids}) and kind = 'task' and resolved_at is null and deleted_at is null`,
  addTag: async ({ ctx, tx, ids }, params) => {
    await tx.sql`insert into tags (code, name, effects)
      values (${params.tag}, ${params.names.cs}, ${params.effects as string[]})
      on conflict do nothing`;
    const endsOn = params.days === undefined ? null : addDays(ctx.today, params.days);
    await tx.sql`
      insert into case_tags (case_id, tag_id, ends_on, added_by, added_at)
      select c.id, t.id, ${endsOn}::date, ${authorOf(ctx.actor).id}, ${ctx.now}
        from cases c join tags t on lower(t.code) = lower(${params.tag})
       where c.id = any(${ids})
      on conflict do nothing`;
    await refreshTagCodes(tx, ids);
  },
  removeTag: async ({ ctx, tx, ids }, params) => {
    await tx.sql`update case_tags ct set removed_at = ${ctx.now} from tags t
      where t.id = ct.tag_id and lower(t.code) = lower(${params.tag})
        and ct.case_id = any(${ids}) and ct.removed_at is null`;
    await refreshTagCodes(tx, ids);
  },
  stampDay: ({ ctx, tx, ids }, params) => tx.sql`
    update cases set fields = fields || jsonb_build_object(${params.field}::text, ${ctx.today}::text)
     where id = any(${ids})
       and (${!params.onlyIfEmpty} or coalesce(fields ->> ${params.field}::text, '') = '')`,
  stampActor: ({ ctx, tx, ids }, params) => tx.sql`
    update cases set fields = fields || jsonb_build_object(
             ${params.field}::text, ${authorOf(ctx.actor).id}::bigint)
     where id = any(${ids})`,
  writeOnParent: ({ ctx, tx, ids }, params) => writeOnParents({ ctx, tx, ids }, params),
  setField: ({ tx, ids }, params) => tx.sql`
    update cases set fields = fields || ${tx.sql.json({ [params.field]: params.value })}::jsonb
     where id = any(${ids})`,
  writeNote: ({ ctx, ids }, params) =>
    writeSystemEvents(
      ctx,
      ids.map((caseId) => ({ caseId, code: "workflow.note", params: { names: params.names } })),
    ),
  changePartyRole: async ({ tx, ids }, params) => {
    // Who has the new role already keeps one row of it.
    await tx.sql`
      delete from case_parties k where k.case_id = any(${ids}) and k.role = ${params.from}
         and exists (select 1 from case_parties n where n.case_id = k.case_id
               and n.party_id = k.party_id and n.role = ${params.to})`;
    await tx.sql`update case_parties set role = ${params.to}
      where case_id = any(${ids}) and role = ${params.from}`;
    await refreshCaseSearch(tx, ids);
  },
  assignOwner: ({ ctx, tx, ids }, params) => tx.sql`
    update cases set owner_id = ${params.to === "actor" ? authorOf(ctx.actor).id : null}
     where id = any(${ids})`,
  closeCase: ({ ctx, tx, ids }) =>
    tx.sql`update cases set closed_at = coalesce(closed_at, ${ctx.now}) where id = any(${ids})`,
  reopenCase: ({ tx, ids }) =>
    tx.sql`update cases set closed_at = null, archived_at = null where id = any(${ids})`,
  archiveCase: ({ ctx, tx, ids }) =>
    tx.sql`update cases set archived_at = coalesce(archived_at, ${ctx.now}) where id = any(${ids})`,
  restartCollegial: ({ tx, ids }) => tx.sql`
    update collegial_actions a set round = m.last + 1, outcome = null, decided_at = null
      from (select case_id, max(round) as last from collegial_actions
             where case_id = any(${ids}) group by case_id) m
     where a.case_id = m.case_id and a.withdrawn_at is null`,
};

/** The cases of that category which the moved ones hang on learn what came of them. */
async function writeOnParents(
  { ctx, tx, ids }: Scene,
  { category, copies, values, names }: Params<"writeOnParent">,
): Promise<void> {
  const rows = await tx.sql<{ id: number }[]>`
    update cases p set version = p.version + 1,
           fields = p.fields || ${tx.sql.json(values)}::jsonb || coalesce((
             select jsonb_object_agg(k.value, c.fields -> k.key)
               from jsonb_each_text(${tx.sql.json(copies)}::jsonb) k), '{}')
      from cases c
     where c.id = any(${ids}) and p.id = c.parent_case_id and p.category = ${category}
    returning p.id`;
  const caseIds = rows.map(({ id }) => id);
  const event = { code: "workflow.note", params: { names } };
  await writeSystemEvents(
    ctx,
    caseIds.map((caseId) => ({ caseId, ...event })),
  );
  await refreshTimeline(tx, caseIds);
}

/** Carries out the effects of one transition, in the definition's order, on all cases that took it. */
export async function runEffects(scene: Scene, effects: readonly EffectCall[]): Promise<void> {
  // The program's own line about the move is no event that lists show.
  if (effects.length === 0) return;
  for (const effect of effects) {
    const run = RUN[effect.name] as (scene: Scene, params: unknown) => Promise<unknown>;
    await run(scene, effect.params);
  }
  await refreshTimeline(scene.tx, scene.ids);
}
