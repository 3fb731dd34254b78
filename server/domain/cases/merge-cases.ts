import type { z } from "zod";
import type { Tx } from "@/db/client";
import { caseMerges } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction, type OperatorContext } from "../context";
import type { ProcessDefinition } from "../workflow";
import { definitionOf } from "./definition";
import { mergeCasesInput } from "./inputs";
import { type CaseRow, loadCase } from "./load";
import { planMerge } from "./merge-plan";
import { moveCases } from "./move-cases";
import { refreshCaseSearch, refreshTagCodes, refreshTimeline } from "./refresh";
import { writeOwnWords } from "./write-own-words";
import { writeSystemEvents } from "./write-system-event";

/** What goes over from one case to another. */
export interface MergePreview {
  /** Keys of the fields that are filled. */
  fields: string[];
  events: number;
  tasks: number;
  documents: number;
  parties: number;
  messages: number;
  assignments: number;
}

interface Sides {
  kept: CaseRow;
  merged: CaseRow;
}

/** What a merge would carry over, for the person who decides. */
export async function previewMerge(
  ctx: Context,
  raw: z.input<typeof mergeCasesInput>,
): Promise<MergePreview> {
  authorize(ctx, "cases:edit");
  const input = mergeCasesInput.parse(raw);
  return inTransaction(ctx, async (_, tx) => {
    const sides = await loadSides(tx, input);
    assertMergeable(await definitionOf(tx, sides.kept), sides);
    return foretell(tx, sides);
  });
}

/**
 * Makes two cases of one category one: the kept one gets what it had not filled, and the people,
 * events, tasks, files, messages, tags and assignments of the other, which rests merged and leads to
 * it. Merged into it already, nothing is done. Throws not_found, invalid `cases.merge_itself`,
 * precondition `cases.merge_not_here`, `cases.merge_other_category`, `cases.merge_other_wall`,
 * `workflow.merged`.
 */
export async function mergeCases(
  ctx: OperatorContext,
  raw: z.input<typeof mergeCasesInput>,
): Promise<MergePreview> {
  authorize(ctx, "cases:edit");
  authorize(ctx, "cases:move");
  const input = mergeCasesInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const sides = await loadSides(tx, input);
    const { kept, merged } = sides;
    const before = await mergedInto(tx, merged.id);
    const carried = await foretell(tx, sides);
    if (before?.id === kept.id) return carried;
    const definition = await definitionOf(tx, kept);
    assertMergeable(definition, sides);
    if (before) throw new DomainError("precondition", "workflow.merged", { refNo: before.refNo });
    const beyond = await mergedInto(tx, kept.id);
    if (beyond) throw new DomainError("precondition", "workflow.merged", { refNo: beyond.refNo });
    await fillKept(inner, tx, { definition, sides });
    await carryOver(tx, sides);
    await layDown(inner, merged.id);
    const by = authorOf(ctx.actor).id;
    await tx.insert(caseMerges).values({
      ...{
        keptId: kept.id,
        mergedId: merged.id,
        carried: { ...carried },
        byOperatorId: by,
        at: ctx.now,
      },
    });
    await tellOf(inner, sides, carried);
    await refreshCaseSearch(tx, [kept.id, merged.id]);
    await refreshTagCodes(tx, [kept.id, merged.id]);
    await refreshTimeline(tx, [kept.id, merged.id]);
    return carried;
  });
}

async function loadSides(tx: Tx, input: z.output<typeof mergeCasesInput>): Promise<Sides> {
  const { keptId, mergedId } = input;
  if (keptId === mergedId) throw new DomainError("invalid", "cases.merge_itself");
  // In the order of their ids, with what hangs on them, so that two people who merge the same, or one
  // who moves such a case, never wait for each other crosswise.
  await tx.sql`
    select id from cases where id = any(${[keptId, mergedId]}::bigint[])
        or parent_case_id = any(${[keptId, mergedId]}::bigint[])
     order by id for update`;
  const first = await loadCase(tx, Math.min(keptId, mergedId));
  const second = await loadCase(tx, Math.max(keptId, mergedId));
  return first.id === keptId ? { kept: first, merged: second } : { kept: second, merged: first };
}

const MERGE = "merge";

/** Does the process foresee merges? What has a ledger is not merged: debts are not one by a click. */
export function canMerge({ transitions, hasLedger }: ProcessDefinition): boolean {
  return !hasLedger && transitions.some(({ code }) => code === MERGE);
}

function assertMergeable(definition: ProcessDefinition, { kept, merged }: Sides): void {
  const refuse = (code: string) => new DomainError("precondition", code, { refNo: merged.refNo });
  if (kept.category !== merged.category) throw refuse("cases.merge_other_category");
  if (!canMerge(definition)) throw refuse("cases.merge_not_here");
  // Events would be seen by those who do not see the case that they were written on.
  if (kept.accessGroupId !== merged.accessGroupId) throw refuse("cases.merge_other_wall");
}

async function mergedInto(
  { sql }: Tx,
  caseId: number,
): Promise<{ id: number; refNo: string } | null> {
  const [row] = await sql<{ id: number; refNo: string }[]>`
    select g.kept_id as id, k.ref_no as "refNo"
      from case_merges g join cases k on k.id = g.kept_id where g.merged_id = ${caseId}`;
  return row ?? null;
}

async function foretell(tx: Tx, { kept, merged }: Sides): Promise<MergePreview> {
  const { sql } = tx;
  const plan = planMerge(await definitionOf(tx, kept), { kept, merged });
  const [counts] = await sql<Omit<MergePreview, "fields">[]>`
    select count(*) filter (where e.kind not in ('task', 'document'))::int as events,
           count(*) filter (where e.kind = 'task')::int as tasks,
           count(*) filter (where e.kind = 'document')::int as documents,
           (select count(*)::int from case_parties p where p.case_id = ${merged.id}
               and not exists (select from case_parties s where s.case_id = ${kept.id}
                     and s.party_id = p.party_id and s.role = p.role)) as parties,
           (select count(*)::int from messages m where m.case_id = ${merged.id}) as messages,
           (select count(*)::int from cases a where a.parent_case_id = ${merged.id}) as assignments
      from case_events e
     where e.case_id = ${merged.id} and e.kind <> 'system' and e.deleted_at is null`;
  if (!counts) throw new Error("counts answer one row");
  return { fields: Object.keys(plan.filled), ...counts };
}

async function fillKept(
  ctx: Context,
  tx: Tx,
  { definition, sides }: { definition: ProcessDefinition; sides: Sides },
): Promise<void> {
  const { kept, merged } = sides;
  const plan = planMerge(definition, sides);
  const ownerId = kept.ownerId ?? merged.ownerId;
  const fields = { ...kept.fields, ...plan.filled };
  await tx.sql`
    update cases set fields = ${tx.sql.json(fields)}::jsonb, owner_id = ${ownerId},
           extra_fields = ${tx.sql.json([...kept.extraFields, ...plan.pairs])}::jsonb,
           version = version + 1, updated_at = ${ctx.now}
     where id = ${kept.id}`;
  await writeOwnWords(tx, { caseId: kept.id, definition, fields });
}

/** System events stay: they tell how the merged case itself went. */
async function carryOver(tx: Tx, { kept, merged }: Sides): Promise<void> {
  const { sql } = tx;
  const [to, from] = [kept.id, merged.id];
  await sql`update case_events set case_id = ${to} where case_id = ${from} and kind <> 'system'`;
  await sql`update messages set case_id = ${to} where case_id = ${from}`;
  await sql`update cases set parent_case_id = ${to} where parent_case_id = ${from}`;
  // Who holds a role that stands once is kept; the other's holder comes along as a contact.
  const { roles } = await definitionOf(tx, kept);
  const single = roles.filter(({ many }) => !many).map(({ code }) => code);
  await sql`
    insert into case_parties (case_id, party_id, role, position, note)
    select ${to}, m.party_id, r.role, m.position + 1000, m.note
      from case_parties m
     cross join lateral (select case when m.role = any(${single}::text[])
                  and exists (select from case_parties s where s.case_id = ${to} and s.role = m.role)
                                     then 'contact' else m.role end as role) r
     where m.case_id = ${from}
       and not exists (select from case_parties s where s.case_id = ${to}
                         and s.party_id = m.party_id and s.role = m.role)
    on conflict do nothing`;
  await sql`
    update case_tags t set case_id = ${to}
     where t.case_id = ${from} and t.removed_at is null
       and not exists (select from case_tags s where s.case_id = ${to} and s.tag_id = t.tag_id
                         and s.removed_at is null)`;
}

/** The engine takes the merged case to its rest; the way is no person's to take by hand. */
async function layDown(ctx: OperatorContext, caseId: number): Promise<void> {
  const { tenantId, operatorId, name, language } = ctx.actor;
  const actor = {
    ...{ kind: "system" as const, tenantId, job: MERGE, language },
    onBehalfOf: { operatorId, name },
  };
  const [moved] = await moveCases({ ...ctx, actor }, { caseIds: [caseId], transition: MERGE });
  if (moved?.ok) return;
  const reason = moved?.reasons[0];
  throw new DomainError("precondition", reason?.code ?? "cases.not_found", reason?.params);
}

async function tellOf(ctx: Context, { kept, merged }: Sides, carried: MergePreview): Promise<void> {
  await writeSystemEvents(ctx, [
    { caseId: kept.id, code: "case.merged", params: { refNo: merged.refNo, isKept: true } },
    { caseId: merged.id, code: "case.merged", params: { refNo: kept.refNo, isKept: false } },
  ]);
  const action = "cases.merge";
  await writeAudit(ctx, [
    {
      ...{ action, entity: "case", entityId: kept.id, caseId: kept.id },
      after: { merged: merged.refNo, ...carried },
    },
    {
      ...{ action, entity: "case", entityId: merged.id, caseId: merged.id },
      after: { mergedInto: kept.refNo },
    },
  ]);
}
