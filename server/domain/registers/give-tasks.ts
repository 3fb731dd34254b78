import type { Tx } from "@/db/client";
import type { TaskPriority } from "@/db/values/cases";
import { addDays, type Day } from "@/server/kernel/days";
import { workingDayFrom } from "@/server/kernel/holidays";
import { refreshTimeline } from "../cases";
import type { Context } from "../context";
import { writeFacts } from "../events";
import { filingTerm } from "../law";
import type { CaseInsolvency, FollowedChanges } from "./case-insolvency";
import { insolvencyTask, type TaskKind } from "./insolvency-task";

const FILING: ReadonlySet<TaskKind> = new Set(["file", "fileOpen", "fileUndated"]);

interface NewTask {
  row: CaseInsolvency;
  kind: TaskKind;
  dueOn: Day;
}

/**
 * Tasks that insolvencies give to the owners of cases: to file the claim by its term, to prepare it
 * where there is only a petition, to judge a suspicion (one an owner, not one a case), to decide about
 * who stands beside, and what comes after a proceeding that is over. A petition's open task becomes the one with the term once the day is known.
 */
export async function giveTasks(
  ctx: Context,
  tx: Tx,
  { begun, moved, ended }: FollowedChanges,
): Promise<void> {
  const [tenant] = await tx.sql<{ country: string }[]>`select country from tenants`;
  const soon = workingDayFrom(addDays(ctx.today, 1), tenant?.country ?? "CZ");
  const wanted: NewTask[] = [];
  const decided = moved
    .filter(({ restsFrom }) => restsFrom !== null)
    .map((row) => ({ ...row, dueOn: dueOf(ctx, row, soon) }));
  const renewed = await renew(tx, decided);
  for (const row of decided) {
    // A day that was only put right gives no second task to who has done theirs.
    if (renewed.has(row.id) || row.wasDecided) continue;
    wanted.push({ row, kind: filing(row), dueOn: row.dueOn });
  }
  for (const row of begun.filter(({ kind }) => kind === "insolvent")) {
    const kind = row.restsFrom ? filing(row) : "prepare";
    wanted.push({ row, kind, dueOn: dueOf(ctx, row, soon) });
    if (row.others.length > 0) wanted.push({ row, kind: "others", dueOn: soon });
  }
  const doubts = begun.filter(({ kind }) => kind !== "insolvent");
  for (const row of firstOfOwners(doubts)) {
    const kind = row.kind === "named" ? "verify" : "judge";
    wanted.push({ row, kind, dueOn: soon });
  }
  const over = ended.filter(({ isHeld, isOpen }) => isHeld && isOpen);
  wanted.push(...over.map((row) => ({ row, kind: "decide" as const, dueOn: soon })));
  await insert(ctx, tx, wanted);
  await refreshTimeline(
    tx,
    [...decided, ...begun, ...over].map(({ caseId }) => caseId),
  );
}

/** To file by the term, while it is possible at all, or to find the term out where none is known. */
function filing(row: CaseInsolvency): TaskKind {
  if (row.fileBy !== null) return "file";
  const day = row.decidedOn ?? row.restsFrom;
  const isOpen = day !== null && filingTerm(row, day)?.until === "distribution";
  return isOpen ? "fileOpen" : "fileUndated";
}

/** A term that is over already is looked at soon, like what has none. */
const dueOf = (ctx: Context, { fileBy }: CaseInsolvency, soon: Day): Day =>
  fileBy !== null && fileBy >= ctx.today ? fileBy : soon;

function firstOfOwners(rows: readonly CaseInsolvency[]): CaseInsolvency[] {
  const first = new Map<string, CaseInsolvency>();
  for (const row of rows) {
    const key = `${row.partyId} ${row.register} ${row.ownerId}`;
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()];
}

/** The open tasks of petitions whose decision is known now; answers the rows they belong to. */
async function renew(
  { sql }: Tx,
  rows: readonly (CaseInsolvency & { dueOn: Day })[],
): Promise<Set<number>> {
  if (rows.length === 0) return new Set();
  const done = await sql<{ id: number }[]>`
    update case_events e
       set text = n.text, due_at = n.due_on::timestamp at time zone 'Europe/Prague',
           priority = 'high', version = e.version + 1
      from unnest(${rows.map(({ id }) => id)}::bigint[],
                  ${rows.map(({ taskEventId }) => taskEventId)}::bigint[],
                  ${rows.map((row) => insolvencyTask(filing(row), row))}::text[],
                  ${rows.map(({ dueOn }) => dueOn)}::date[])
           as n (id, event_id, text, due_on)
     where e.id = n.event_id and e.resolved_at is null and e.deleted_at is null
    returning n.id`;
  return new Set(done.map(({ id }) => id));
}

async function insert(ctx: Context, { sql }: Tx, tasks: readonly NewTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const priority = ({ kind }: NewTask): TaskPriority => (FILING.has(kind) ? "high" : "normal");
  const made = await sql<{ eventId: number; caseId: number; assigneeId: number | null }[]>`
    insert into case_events (case_id, party_id, kind, at, text, due_at, is_all_day, assignee_id,
                             priority, created_at)
    select n.case_id, n.party_id, 'task', ${ctx.now}, n.text,
           n.due_on::timestamp at time zone 'Europe/Prague', true, n.owner_id, n.priority, ${ctx.now}
      from unnest(${tasks.map(({ row }) => row.caseId)}::bigint[],
                  ${tasks.map(({ row }) => row.partyId)}::bigint[],
                  ${tasks.map(({ row, kind }) => insolvencyTask(kind, row))}::text[],
                  ${tasks.map(({ dueOn }) => dueOn)}::date[],
                  ${tasks.map(({ row }) => row.ownerId)}::bigint[],
                  ${tasks.map(priority)}::text[])
           with ordinality as n (case_id, party_id, text, due_on, owner_id, priority, no)
     order by n.no
    returning id as "eventId", case_id as "caseId", assignee_id as "assigneeId"`;
  // Rows come back as they went in.
  const main = tasks.flatMap(({ row, kind }, no) =>
    kind === "others" || kind === "decide"
      ? []
      : [{ id: row.id, eventId: made[no]?.eventId ?? null }],
  );
  await sql`
    update case_insolvencies r set task_event_id = n.event_id
      from unnest(${main.map(({ id }) => id)}::bigint[],
                  ${main.map(({ eventId }) => eventId)}::bigint[]) as n (id, event_id)
     where r.id = n.id`;
  await writeFacts(
    ctx,
    made.flatMap(({ eventId, caseId, assigneeId }) =>
      assigneeId === null
        ? []
        : [{ name: "task.assigned" as const, payload: { eventId, caseId, assigneeId } }],
    ),
  );
}
