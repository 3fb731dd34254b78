import type { Tx } from "@/db/client";
import { authorKindOf, authorOf, type Context } from "../../context";
import { reservedKept } from "../reserved-fields";
import type { ImportScope } from "../scope";

/**
 * Cases that are there already: their data are completed, or overwritten where the import says so,
 * tags are put on; search words and debtor follow. What stood there is kept for the undo.
 */
export async function updateKnownCases(ctx: Context, tx: Tx, scope: ImportScope): Promise<void> {
  const { sql } = tx;
  const { importId, kind, options } = scope;
  const wins = kind === "case-data" || options.existing === "overwrite";
  await sql`
    create temp table t_change on commit drop as
    select c.id as case_id, c.fields as fields_before, c.extra_fields as extra_before,
           c.owner_id as owner_before,
           case when ${wins} then c.fields || n.fields else n.fields || jsonb_strip_nulls(c.fields) end
             || ${reservedKept(tx, sql`n.fields`)} as fields,
           ${extrasMerged(tx, wins)} as extra_fields,
           case when ${wins} then coalesce(n.owner_id, c.owner_id) else coalesce(c.owner_id, n.owner_id) end
             as owner_id
      from t_case k
      join cases c on c.id = k.case_id
      join (select t.row_no, coalesce(r.fields, t.fields) as fields,
                   coalesce(r.extra_fields, t.extra_fields) as extra_fields,
                   coalesce(r.owner_id, t.owner_id) as owner_id
              from t_cases t left join t_merged r on r.head = t.row_no) n on n.row_no = k.head`;
  await sql`
    delete from t_change where fields = fields_before and extra_fields = extra_before
       and owner_id is not distinct from owner_before`;
  const author = authorOf(ctx.actor);
  await sql`
    with changed as (
      insert into import_changes (import_id, entity, entity_id, before, after)
      select ${importId}, 'case', case_id,
             jsonb_build_object('fields', fields_before, 'extra_fields', extra_before, 'owner_id', owner_before),
             jsonb_build_object('fields', fields, 'extra_fields', extra_fields, 'owner_id', owner_id)
        from t_change returning entity_id, before, after)
    insert into audit_entries (at, actor_kind, actor_id, actor_name, action, entity, entity_id, case_id, before, after)
    select ${ctx.now}, ${authorKindOf(ctx.actor)}, ${author.id}, ${author.name}, 'cases.update', 'case', entity_id, entity_id,
           before, after || jsonb_build_object('importId', ${importId}::bigint)
      from changed`;
  await sql`
    update cases c set fields = n.fields, extra_fields = n.extra_fields, owner_id = n.owner_id,
           version = c.version + 1, updated_at = ${ctx.now}
      from t_change n where c.id = n.case_id`;
}

/** Pairs of both sides, each name once, in the order in which they stand. */
function extrasMerged({ sql }: Tx, wins: boolean) {
  return sql`case when n.extra_fields = '[]' then c.extra_fields else (
    select coalesce(jsonb_agg(pair order by side, place), '[]') from (
      select min(b.side) over name as side, first_value(b.place) over (name order by b.side) as place,
             first_value(b.pair) over (name order by case when ${wins} then -b.side else b.side end) as pair,
             row_number() over (name order by b.side) as nth
        from (select 0 as side, place, pair from jsonb_array_elements(c.extra_fields) with ordinality as o (pair, place)
              union all
              select 1, place, pair from jsonb_array_elements(n.extra_fields) with ordinality as o (pair, place)) b
      window name as (partition by b.pair ->> 0)) every
     where nth = 1) end`;
}

/** Tags named by the rows, on new cases as on known ones; a tag that is there stays as it is. */
export async function publishTags(
  ctx: Context,
  { sql }: Tx,
  { importId }: ImportScope,
): Promise<void> {
  await sql`
    create temp table t_tagged (case_id bigint) on commit drop`;
  await sql`
    with tagged as (
      insert into case_tags (case_id, tag_id, added_by, added_at, import_id)
      select distinct m.case_id, g.id, ${authorOf(ctx.actor).id}::bigint, ${ctx.now}::timestamptz, ${importId}::bigint
        from t_cases t
        join t_case k on k.ref_year = t.ref_year and k.ref_number = t.ref_number
        join t_made m on m.head = k.head
       cross join lateral unnest(t.tag_codes) as named (tag_code)
        join tags g on g.code = named.tag_code
      on conflict do nothing returning case_id)
    insert into t_tagged select distinct case_id from tagged`;
  await sql`
    update cases c set tag_codes = array(
        select t.code from case_tags ct join tags t on t.id = ct.tag_id
         where ct.case_id = c.id and ct.removed_at is null order by t.code)
     where c.id in (select case_id from t_tagged)`;
}
