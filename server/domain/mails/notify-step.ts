import type { Tx } from "@/db/client";
import type { FieldValues } from "@/db/schema/cases";
import type { Mails } from "@/emails/mails";
import { isDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { caseTitle } from "../cases";
import { type Context, inTransaction } from "../context";
import { seesCase } from "../sees-case";
import { type ProcessDefinition, readProcesses, stateOf } from "../workflow";
import { queueMails } from "./queue-mails";

interface Step {
  caseId: number;
  /** The state in which it came to rest. */
  state: string;
}

interface StepRow {
  refNo: string;
  category: string;
  processVersion: number;
  state: string;
  debtorName: string;
  fields: FieldValues;
  ownerId: number | null;
  openerId: number | null;
  /** Of the last change of state; null: it is as it was opened. */
  stepId: number | null;
  byId: number | null;
  byName: string | null;
  resolution: string | null;
}

interface Reader {
  id: number;
  name: string;
  email: string;
  language: Locale;
}

/**
 * Writes to those whom the process names that a case came to rest in a state: once a step, not to who
 * brought it there, and to nobody who may not see it. Moved on meanwhile, nothing is written.
 */
export async function notifyStep(ctx: Context, step: Step): Promise<{ count: number }> {
  return inTransaction(ctx, async (inner, tx) => {
    const row = await readStep(tx, step.caseId);
    if (!row || row.state !== step.state) return { count: 0 };
    const definition = (await readProcesses(tx)).of(row);
    const told = definition ? peopleTold(definition, row) : [];
    if (!definition || told.length === 0) return { count: 0 };
    const readers = await readReaders(tx, { caseId: step.caseId, ids: told });
    const mails = readers.map(({ id, email, language, name }) => ({
      ...{ key: `case.step:${step.caseId}:${row.stepId ?? "opened"}:${id}`, operatorId: id },
      ...{ kind: "case_step" as const, toAddress: email, language },
      data: dataOf(definition, { row, caseId: step.caseId, name, language }),
    }));
    return { count: await queueMails(inner, tx, mails) };
  });
}

function peopleTold(definition: ProcessDefinition, row: StepRow): number[] {
  const mover = row.stepId === null ? row.openerId : row.byId;
  const ids = (stateOf(definition, row.state)?.tells ?? []).map((who) => {
    if (who === "owner") return row.ownerId;
    return who === "opener" ? row.openerId : row.fields[who];
  });
  const people = ids.filter((id): id is number => typeof id === "number" && id !== mover);
  return [...new Set(people)];
}

interface Wanted {
  row: StepRow;
  caseId: number;
  name: string;
  language: Locale;
}

function dataOf(definition: ProcessDefinition, wanted: Wanted): Mails["case_step"] {
  const { row, caseId, name, language } = wanted;
  const dueOn = row.fields.dueOn;
  return {
    ...{ name, caseId, refNo: row.refNo, title: caseTitle(definition, row) },
    category: definition.names[language],
    state: stateOf(definition, row.state)?.names[language] ?? row.state,
    ...{ byName: row.byName, note: row.resolution },
    dueOn: isDay(dueOn) ? dueOn : null,
  };
}

async function readStep({ sql }: Tx, caseId: number): Promise<StepRow | null> {
  const [row] = await sql<StepRow[]>`
    select k.ref_no as "refNo", k.category, k.process_version as "processVersion",
           k.state, k.debtor_name as "debtorName", k.fields,
           k.owner_id as "ownerId", k.created_by as "openerId", t.id as "stepId",
           t.by_operator_id as "byId", o.name as "byName", t.resolution
      from cases k
      left join lateral (select s.id, s.by_operator_id, s.resolution from case_transitions s
                          where s.case_id = k.id order by s.id desc limit 1) t on true
      left join operators o on o.id = case when t.id is null then k.created_by
                                           else t.by_operator_id end
     where k.id = ${caseId} and k.voided_at is null`;
  return row ?? null;
}

async function readReaders(
  tx: Tx,
  { caseId, ids }: { caseId: number; ids: readonly number[] },
): Promise<Reader[]> {
  const rows = await tx.sql<Reader[]>`
    select o.id, o.name, o.email, o.language
      from operators o join cases k on k.id = ${caseId}
      left join mail_preferences w on w.operator_id = o.id
     where o.id = any(${[...ids]}::bigint[]) and o.is_active and coalesce(w.wants_steps, true)
       and ${seesCase(tx.sql)}`;
  return [...rows];
}
