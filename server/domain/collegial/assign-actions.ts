import type { Tx } from "@/db/client";
import { ROLES } from "@/db/values/access";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { jsonText } from "@/server/kernel/well-formed";
import { writeAudit } from "../audit";
import {
  definitionOf,
  lockCases,
  refreshTimeline,
  requireCase,
  type SeenCase,
  writeSystemEvents,
} from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { roleMay } from "../permissions";
import { seesCase } from "../sees-case";
import { type ProcessDefinition, stateOf } from "../workflow";
import { type AssignActionsInput, type Assignee, assignActionsInput } from "./inputs";
import { placesFor } from "./place";
import { superiorRoles } from "./superiors";

type Parsed = ReturnType<typeof assignActionsInput.parse>;
interface Person {
  id: number;
  name: string;
}

/**
 * Asks colleagues, by name or by role, to vote, approve, sign or acknowledge. Whoever has been asked
 * for it already, does not see the case or may not decide is refused by name; then nobody is asked.
 */
export async function assignActions(
  ctx: Context,
  raw: AssignActionsInput,
): Promise<{ actionIds: number[] }> {
  authorize(ctx, "collegial:assign");
  const input = assignActionsInput.parse(raw);
  checkForm(ctx, input);
  return inTransaction(ctx, async (inner, tx) => {
    const [locked] = await lockCases(tx, [input.caseId]);
    if (!locked) throw new DomainError("not_found", "cases.not_found");
    const known = await sameCall(tx, input);
    if (known) return known;
    const seen = await requireCase(tx, input.caseId);
    const state = placeOf(await definitionOf(tx, seen), seen, input);
    const superiors = await superiorRoles(tx, seen, { state, kind: input.kind });
    const people = await peopleOf(tx, input, superiors);
    const actionIds = await insert(inner, tx, { input, state });
    await tell(inner, tx, { input, state, people, actionIds });
    return { actionIds };
  });
}

function checkForm(ctx: Context, { dueOn, quorum, kind, assignees }: Parsed): void {
  if (dueOn && dueOn < ctx.today) throw new DomainError("invalid", "collegial.due_past");
  if (quorum && kind !== "vote") throw new DomainError("invalid", "collegial.quorum_of_votes");
  if (quorum && quorum > assignees.length) {
    throw new DomainError("invalid", "collegial.quorum_too_high", { count: assignees.length });
  }
  const keys = assignees.map((each) => JSON.stringify(each));
  if (new Set(keys).size < keys.length) throw new DomainError("invalid", "collegial.chosen_twice");
}

/** The answer to a form that was sent before. */
async function sameCall(tx: Tx, input: Parsed): Promise<{ actionIds: number[] } | null> {
  if (!input.idempotencyKey) return null;
  const rows = await tx.sql<{ id: number; caseId: number; kind: string }[]>`
    select a.id, l.case_id as "caseId", l.kind
      from collegial_calls l join collegial_actions a on a.call_id = l.id
     where l.source_key = ${input.idempotencyKey} order by a.position`;
  const [first] = rows;
  if (!first) return null;
  if (first.caseId !== input.caseId || first.kind !== input.kind) {
    throw new DomainError("conflict", "cases.key_used");
  }
  return { actionIds: rows.map(({ id }) => id) };
}

function placeOf(definition: ProcessDefinition, seen: SeenCase, input: Parsed): string | null {
  if (stateOf(definition, seen.state)?.final) {
    throw new DomainError("precondition", "collegial.case_closed");
  }
  const places = placesFor(definition, seen.state, input.kind);
  if (places === null) {
    if (input.state) throw new DomainError("invalid", "collegial.state_without");
    return null;
  }
  const [first] = places;
  if (first === undefined) {
    throw new DomainError("precondition", "collegial.state_passed", { kind: input.kind });
  }
  if (input.state && !places.includes(input.state)) {
    throw new DomainError("invalid", "collegial.state_without");
  }
  return input.state ?? first;
}

/** Those asked by name; refuses the first who could not do it. */
async function peopleOf(
  tx: Tx,
  { caseId, assignees }: Parsed,
  superiors: readonly string[] | null,
): Promise<Person[]> {
  const ids = assignees.flatMap((each) => ("operatorId" in each ? [each.operatorId] : []));
  const blindRole = assignees.find((each) => "role" in each && !mayDecide(each.role));
  if (blindRole) throw new DomainError("invalid", "collegial.role_decides_nothing");
  if (assignees.some((each) => "role" in each && superiors?.includes(each.role) === false)) {
    throw new DomainError("invalid", "collegial.role_not_superior");
  }
  if (ids.length === 0) return [];
  const rows = await tx.sql<(Person & { role: string; isSeeing: boolean })[]>`
    select o.id, o.name, o.role, ${seesCase(tx.sql)} as "isSeeing"
      from operators o, cases k where k.id = ${caseId} and o.is_active and o.id = any(${ids})`;
  for (const id of ids) {
    const found = rows.find((row) => row.id === id);
    if (!found) throw new DomainError("not_found", "collegial.assignee_not_found");
    const { name } = found;
    if (!mayDecide(found.role)) {
      throw new DomainError("invalid", "collegial.assignee_decides_nothing", { name });
    }
    if (superiors?.includes(found.role) === false) {
      throw new DomainError("invalid", "collegial.not_superior", { name });
    }
    if (!found.isSeeing) throw new DomainError("invalid", "collegial.assignee_blind", { name });
  }
  return rows.map(({ id, name }) => ({ id, name }));
}

function mayDecide(role: string): boolean {
  const known = ROLES.find((each) => each === role);
  return known !== undefined && roleMay(known, "collegial:decide");
}

async function insert(
  ctx: Context,
  tx: Tx,
  { input, state }: { input: Parsed; state: string | null },
): Promise<number[]> {
  const { caseId, kind } = input;
  const author = authorOf(ctx.actor);
  try {
    const rows = await tx.sql<{ id: number }[]>`
      with asked as (
        insert into collegial_calls (case_id, kind, state, sequence, quorum, due_on, note,
                                     source_key, assigned_by, assigned_name, assigned_at)
        values (${caseId}, ${kind}, ${state}, ${input.sequence}, ${input.quorum ?? null},
                ${input.dueOn ?? null}, ${input.note}, ${input.idempotencyKey ?? null},
                ${author.id}, ${author.name}, ${ctx.now})
        returning id)
      insert into collegial_actions (call_id, case_id, kind, state, position, assignee_id,
                                     assignee_role, round)
      select asked.id, ${caseId}, ${kind}, ${state}, n.position, n."operatorId", n.role,
             (select coalesce(max(e.round), 1) from collegial_actions e
               where e.case_id = ${caseId} and e.kind = ${kind}
                 and e.state is not distinct from ${state}::text)
        from asked, json_to_recordset(${jsonText(input.assignees.map(numbered))}::text::json)
               as n(position integer, "operatorId" bigint, role text)
       order by n.position
      returning id`;
    return rows.map(({ id }) => id);
  } catch (error) {
    const key = takenKeyOf(error);
    if (key !== "collegial_actions_person" && key !== "collegial_actions_role") throw error;
    throw new DomainError({ kind: "conflict", cause: error }, "collegial.asked_already");
  }
}

const numbered = (assignee: Assignee, position: number) => ({ ...assignee, position });

async function tell(
  ctx: Context,
  tx: Tx,
  told: { input: Parsed; state: string | null; people: Person[]; actionIds: number[] },
): Promise<void> {
  const { input, state, people, actionIds } = told;
  const { caseId, kind, assignees, dueOn = null } = input;
  const names = people.map(({ name }) => name).sort((a, b) => a.localeCompare(b, "cs"));
  const roles = assignees.flatMap((each) => ("role" in each ? [each.role] : []));
  const params = { kind, names, roles, dueOn };
  await writeSystemEvents(ctx, [{ caseId, code: "collegial.asked", params, text: input.note }]);
  await refreshTimeline(tx, [caseId]);
  await writeAudit(ctx, {
    ...{ action: "collegial.assign", entity: "case", entityId: caseId, caseId },
    after: { kind, state, names, roles, dueOn, sequence: input.sequence },
  });
  await writeFact(ctx, { name: "collegial.asked", payload: { caseId, actionIds } });
}
