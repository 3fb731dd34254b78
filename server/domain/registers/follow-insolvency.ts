import type { Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { writeAudit } from "../audit";
import { ANSWERABLE_ROLES, keepTag, type TagPlace, writeSystemEvents } from "../cases";
import { type Context, inTransaction } from "../context";
import { insolvencyEffects, proceduresWithout } from "../law";
import {
  type CaseInsolvency,
  type FollowedChanges,
  followRows,
  heldSql,
  INSOLVENCY_TAG,
} from "./case-insolvency";
import { decidedOn } from "./decision-day";
import { giveTasks } from "./give-tasks";
import { TAG_NAMES } from "./insolvency-task";
import { namedParties } from "./named-parties";

/** Parties of one transaction. */
const PARTIES_MAX = 200;

/**
 * Lets follow from what is known of these parties' insolvency what has to follow on their cases: tag,
 * rest of interest from the day of the decision, lines, tasks with the term for filing, a flag for who
 * stands beside them. Told twice it does nothing the second time. What ended is written down and its
 * tag stays until a person decides: a discharge forbids what a dismissal allows. A suspicion stops nothing. Answers how many cases changed. A job's work, not a verb.
 */
export async function followInsolvency(
  ctx: Context,
  { partyIds }: { partyIds: readonly number[] },
): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const named = await namedParties(tx, partyIds);
    const changes = await followRows(inner, tx, { partyIds, named });
    const all = [...changes.begun, ...changes.moved, ...changes.ended];
    if (all.length === 0) return { count: 0 };
    const caseIds = [...new Set(all.map(({ caseId }) => caseId))];
    await keepTags(inner, tx, caseIds);
    await writeLines(inner, changes);
    await giveTasks(inner, tx, changes);
    await audit(inner, changes);
    return { count: caseIds.length };
  });
}

/**
 * Finds what no fact told of: cases that were opened, imported or joined after a party became
 * insolvent, those that a party has left, and terms that the court has set or published since. At
 * most 200 parties a call; answers how many cases changed. A job's work, not a verb.
 */
export async function followInsolvencies(ctx: Context): Promise<{ count: number }> {
  const partyIds = await inTransaction(ctx, async (_, tx) => {
    const rows = await tx.sql<{ id: number }[]>`
      select id from (
        (select distinct i.party_id as id from party_insolvency i
           join case_parties cp on cp.party_id = i.party_id
           join cases c on c.id = cp.case_id
          where (i.is_active or i.is_suspected) and cp.role = any(${ANSWERABLE_ROLES})
            and c.closed_at is null and c.archived_at is null and c.voided_at is null
            and not exists (select from case_insolvencies r
                             where r.case_id = c.id and r.party_id = i.party_id
                               and r.register = i.register and r.ended_at is null)
          limit ${PARTIES_MAX})
        union
        (select r.party_id from case_insolvencies r
          where r.ended_at is null and r.kind <> 'named'
            and (not exists (select from party_insolvency i
                              where i.party_id = r.party_id and i.register = r.register
                                and case r.kind when 'insolvent' then i.is_active and coalesce(i.mark = r.mark, true)
                                                else i.is_suspected and not i.is_active end)
              or not exists (select from case_parties cp
                              where cp.case_id = r.case_id and cp.party_id = r.party_id
                                and cp.role = any(${ANSWERABLE_ROLES})))
          limit ${PARTIES_MAX})
        union
        (select r.party_id from case_insolvencies r
           join insolvency_proceedings p on p.register = r.register and p.mark = r.mark
          where r.ended_at is null and r.rests_from is not null
            and p.claims_until_on >= coalesce(r.decided_on, p.claims_until_on)
            and p.claims_until_on is distinct from r.file_by
          limit ${PARTIES_MAX})
        union
        (select r.party_id from case_insolvencies r
           join party_insolvency i on i.party_id = r.party_id and i.register = r.register
                                  and i.mark = r.mark and i.is_active
          where r.ended_at is null and r.kind = 'insolvent' and r.register = 'isir_cz'
            and ${decidedOn(tx, "i")} < r.decided_on
          limit ${PARTIES_MAX})
      ) n order by id limit ${PARTIES_MAX}`;
    return rows.map(({ id }) => id);
  });
  return followInsolvency(ctx, { partyIds });
}

interface Standing {
  /** The debtor's own proceeding that stops letters, and one that does not. */
  isOwn: boolean;
  isMild: boolean;
  isBeside: boolean;
  /** What is over left its tag. */
  isHeld: boolean;
}

/**
 * The tag of a case's own debtor stops notices, and interest from the day of the decision where the
 * procedure says so (law/data/claim-filing.json), while before it, with a petition alone, interest goes
 * on. A procedure that stops neither, a liquidation, has a tag without effects.
 * A decision without a day rests it from the day on which it was learned. A proceeding that is over
 * keeps the tag and its rest where they are.
 * Another's insolvency only marks the case: towards the debtor everything goes on.
 */
async function keepTags(ctx: Context, tx: Tx, caseIds: readonly number[]): Promise<void> {
  const rows = await tx.sql<(Standing & { caseId: number; restsFrom: Day | null; mark: string })[]>`
    select n.id as "caseId",
           coalesce(bool_or(r.is_debtor and r.ended_at is null and not r.is_mild), false) as "isOwn",
           coalesce(bool_or(r.is_debtor and r.ended_at is null and r.is_mild), false) as "isMild",
           coalesce(bool_or(not r.is_debtor), false) as "isBeside",
           coalesce(bool_or(r.ended_at is not null and not r.is_mild), false) as "isHeld",
           min(r.rests_from) filter (where r.is_debtor and not r.is_growing) as "restsFrom",
           coalesce(string_agg(distinct coalesce(r.file_mark, r.mark), ', ')
                    filter (where r.ended_at is null), '') as mark
      from unnest(${[...caseIds]}::bigint[]) as n (id)
      left join lateral (
        select r.*, ${among(tx, "stopsNotices")} as is_mild, ${among(tx, "restsInterest")} as is_growing
          from case_insolvencies r
         where r.case_id = n.id and r.kind = 'insolvent'
           and (r.ended_at is null or ${heldSql(tx)})) r on true
     group by n.id order by n.id`;
  const [tenant] = await tx.sql<{ language: Locale }[]>`select language from tenants`;
  const names = TAG_NAMES[tenant?.language ?? "cs"];
  const places = (is: "isOwn" | "isBeside" | "isMild"): TagPlace[] =>
    rows
      .filter((row) => row[is])
      .map(({ caseId, mark, restsFrom }) => ({
        ...{ caseId, reason: mark, restsFrom: is === "isOwn" ? restsFrom : null },
      }));
  const without = (is: keyof Standing, isKept?: "isHeld") =>
    rows.filter((row) => !row[is] && !(isKept && row[isKept])).map(({ caseId }) => caseId);
  await keepTag(ctx, tx, {
    tag: {
      ...{ code: INSOLVENCY_TAG, name: names.own, colour: "danger" },
      effects: ["stop_interest", "stop_notices"],
    },
    ...{ on: places("isOwn"), off: without("isOwn", "isHeld") },
  });
  await keepTag(ctx, tx, {
    tag: { code: "liquidation", name: names.mild, colour: "warning", effects: [] },
    ...{ on: places("isMild"), off: without("isMild") },
  });
  await keepTag(ctx, tx, {
    tag: { code: "insolvency_beside", name: names.beside, colour: "warning", effects: [] },
    ...{ on: places("isBeside"), off: without("isBeside") },
  });
}

/** Whether a row `r` is of a procedure that has no such effect, by law. */
function among({ sql }: Tx, effect: "stopsNotices" | "restsInterest") {
  const found = proceduresWithout(effect);
  return sql`exists (select from unnest(${found.map(({ register }) => register)}::text[],
                                        ${found.map(({ procedure }) => procedure)}::text[])
                       as o (register, procedure)
                      where o.register = r.register and o.procedure = r.procedure)`;
}

const paramsOf = (row: CaseInsolvency) => ({
  ...{ name: row.partyName, mark: row.fileMark ?? row.mark, decidedOn: row.decidedOn },
  ...{ isDebtor: row.isDebtor, restsFrom: row.restsFrom, isHeld: row.isHeld },
  ...{ procedure: row.procedure, isGrowing: !insolvencyEffects(row).restsInterest },
  isMild: !insolvencyEffects(row).stopsNotices,
});

async function writeLines(ctx: Context, { begun, moved, ended }: FollowedChanges): Promise<void> {
  const line = (row: CaseInsolvency, code: string) => ({
    ...{ caseId: row.caseId, code, params: paramsOf(row) },
  });
  await writeSystemEvents(ctx, [
    ...ended.map((row) => line(row, ENDED[row.kind])),
    ...moved.map((row) => line(row, "insolvency.moved")),
    ...begun.map((row) => line(row, BEGUN[row.kind])),
    ...begun
      .filter(({ kind, others }) => kind === "insolvent" && others.length > 0)
      .map((row) => ({
        ...{ caseId: row.caseId, code: "insolvency.others" },
        params: { name: row.partyName, others: row.others.join(", ") },
      })),
  ]);
}

const BEGUN = {
  ...{ insolvent: "insolvency.began", suspected: "insolvency.suspected" },
  named: "insolvency.named",
} as const;
const ENDED = {
  ...{ insolvent: "insolvency.ended", suspected: "insolvency.doubt_ended" },
  named: "insolvency.doubt_ended",
} as const;

async function audit(ctx: Context, { begun, moved, ended }: FollowedChanges): Promise<void> {
  const row = (act: "began" | "moved" | "ended") => (each: CaseInsolvency) => ({
    ...{ action: `registers.insolvency-${act}`, entity: "case", entityId: each.caseId },
    caseId: each.caseId,
    after: {
      ...{ partyId: each.partyId, register: each.register, kind: each.kind },
      ...{ decidedOn: each.decidedOn, fileBy: each.fileBy },
    },
  });
  await writeAudit(ctx, [
    ...begun.map(row("began")),
    ...moved.map(row("moved")),
    ...ended.map(row("ended")),
  ]);
}
