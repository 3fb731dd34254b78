import type { z } from "zod";
import type { Tx } from "@/db/client";
import { caseParties, cases } from "@/db/schema";
import type { FieldValues } from "@/db/schema/cases";
import { DomainError } from "@/server/kernel/errors";
import { takenKeyOf } from "@/server/kernel/fault";
import { parseRefNo, refNoSortKey } from "@/server/kernel/ref-no";
import { writeAudit } from "../audit";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { requireSolvent, requireVisibleParties } from "../parties";
import {
  findRole,
  type ProcessDefinition,
  reservedChanges,
  stateOf,
  validateFields,
  withInitial,
} from "../workflow";
import { assertWall } from "./access-wall";
import { allocateRefNo } from "./allocate-ref-no";
import { newDefinitionOf } from "./definition";
import { refusedOpening, refuseNameless, roleOf, throwFinding } from "./field-refusal";
import { type OpenCaseInput, openCaseInput } from "./inputs";
import { placeNewCase } from "./opening-people";
import { ANSWERABLE_ROLES } from "./owing-roles";
import { refreshCaseSearch } from "./refresh";
import type { AsVerb } from "./update-case";
import { writeOwnWords } from "./write-own-words";

export interface OpenedCase {
  caseId: number;
  refNo: string;
}

/**
 * Opens a case; answers its id and number. The number is allocated unless one is given. The same
 * idempotency key again answers with the same case; from another form it is refused
 * (conflict `cases.key_used`).
 */
export async function openCase(
  ctx: Context,
  raw: OpenCaseInput,
  { verbFields, takesNameless = false }: AsVerb = {},
): Promise<OpenedCase> {
  authorize(ctx, "cases:open");
  const input = openCaseInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const known = await sameCase(ctx, tx, input);
    if (known) return known;
    const group = await loadGroup(tx, input.groupId);
    const wanted = { ...group?.defaultFields, ...input.fields };
    const { definition, processVersion } = await newDefinitionOf(tx, {
      category: input.category,
      fields: wanted,
    });
    const fields = withInitial(definition, wanted, ctx.today);
    const given = withInitial(definition, group?.defaultFields ?? {}, ctx.today);
    const state = openingState(definition, input.state);
    checkRole(ctx, definition);
    checkFields(ctx, { definition, state, fields, given, verbFields });
    const parties = checkParties(definition, input.parties);
    if (!takesNameless) refuseNameless(ctx, definition, { fields, parties });
    const { ownerId, parentCaseId, accessGroupId } = await placeNewCase(ctx, tx, {
      definition,
      wanted: { ...input, accessGroupId: input.accessGroupId ?? group?.accessGroupId ?? null },
    });
    // A case without a wall is everybody's work; one with a wall is made by those behind it.
    if (accessGroupId !== null) assertWall(ctx, accessGroupId);
    const partyIds = parties.map(({ partyId }) => partyId);
    await requireVisibleParties(ctx, tx, partyIds);
    await requireSolvent(ctx, tx, {
      partyIds: parties
        .filter(({ role }) => definition.asksSolvency && ANSWERABLE_ROLES.includes(role))
        .map(({ partyId }) => partyId),
      isConfirmed: input.isInsolvencyConfirmed,
    });
    const refNo = await numberOf(tx, definition, { given: input.refNo, year: yearOf(ctx) });
    const caseId = await insertCase(ctx, tx, {
      refNo,
      groupId: input.groupId ?? null,
      category: definition.category,
      processVersion,
      state,
      ownerId,
      parentCaseId,
      accessGroupId,
      fields,
      extraFields: input.extraFields,
      sourceKey: keyOf(input),
    });
    if (parties.length > 0) {
      await tx
        .insert(caseParties)
        .values(parties.map((party, position) => ({ ...party, caseId, position })));
    }
    await writeOwnWords(tx, { caseId, definition, fields });
    await refreshCaseSearch(tx, [caseId]);
    const after = { refNo, category: definition.category, state, fields };
    const audit = { action: "cases.open", entity: "case", entityId: caseId, caseId };
    await writeAudit(inner, { ...audit, after });
    await writeFact(inner, { name: "case.opened", payload: { caseId } });
    if (stateOf(definition, state)?.tells.length) {
      await writeFact(inner, { name: "case.rested", payload: { caseId, state } });
    }
    return { caseId, refNo };
  });
}

type NewCase = Omit<
  typeof cases.$inferInsert,
  "refYear" | "refNumber" | "openedOn" | "stateSince" | "createdBy" | "createdAt" | "updatedAt"
>;

/** The row itself. Throws `cases.ref_no_taken`, `cases.key_used`. */
async function insertCase(ctx: Context, tx: Tx, given: NewCase): Promise<number> {
  const { refNo } = given;
  const { year, number } = refNoSortKey(refNo);
  try {
    const [row] = await tx
      .insert(cases)
      .values({
        ...given,
        refYear: year,
        refNumber: number,
        stateSince: ctx.now,
        openedOn: ctx.today,
        createdBy: authorOf(ctx.actor).id,
        createdAt: ctx.now,
        updatedAt: ctx.now,
      })
      .returning({ id: cases.id });
    if (!row) throw new Error("no row");
    return row.id;
  } catch (error) {
    // Who has the number or the key may stand behind a wall; only the index sees over it.
    const taken = { kind: "conflict" as const, cause: error };
    const key = takenKeyOf(error);
    if (key === "cases_source_key") throw new DomainError(taken, "cases.key_used");
    if (key === "cases_ref_no_key") throw new DomainError(taken, "cases.ref_no_taken", { refNo });
    throw error;
  }
}

type Input = z.output<typeof openCaseInput>;

const keyOf = ({ idempotencyKey }: Input) => (idempotencyKey ? `hand:${idempotencyKey}` : null);

/**
 * The case that this form opened before. Whoever sends the key meanwhile waits here, so the number
 * that a second attempt would take is never taken.
 */
async function sameCase(ctx: Context, { sql }: Tx, input: Input): Promise<OpenedCase | null> {
  const key = keyOf(input);
  if (key === null) return null;
  await sql`select pg_advisory_xact_lock(hashtext('case:' || app_tenant()), hashtext(${key}))`;
  const [row] = await sql<(OpenedCase & { category: string; createdBy: number | null })[]>`
    select id as "caseId", ref_no as "refNo", category, created_by as "createdBy"
      from cases where source_key = ${key}`;
  if (!row) return null;
  const { caseId, refNo } = row;
  const isSame = row.category === input.category && row.createdBy === authorOf(ctx.actor).id;
  if (!isSame || !isNumbered(refNo, input.refNo)) {
    throw new DomainError("conflict", "cases.key_used");
  }
  return { caseId, refNo };
}

function isNumbered(refNo: string, wish: string | undefined): boolean {
  if (wish === undefined || wish.trim() === "") return true;
  const parsed = parseRefNo(wish);
  return parsed.ok && parsed.value === refNo;
}

interface GroupDefaults {
  defaultFields: Record<string, string | number | boolean | null>;
  accessGroupId: number | null;
}

async function loadGroup(tx: Tx, groupId: number | undefined): Promise<GroupDefaults | null> {
  if (groupId === undefined) return null;
  const [row] = await tx.sql<GroupDefaults[]>`
    select default_fields as "defaultFields", access_group_id as "accessGroupId"
      from case_groups where id = ${groupId}`;
  if (!row) throw new DomainError("not_found", "cases.group_not_found");
  return row;
}

function openingState(definition: ProcessDefinition, wanted: string | undefined): string {
  const state = stateOf(definition, wanted ?? definition.initial);
  if (!state?.openable) {
    throw new DomainError("invalid", "cases.state_not_openable", { state: wanted ?? "" });
  }
  return state.code;
}

function checkRole(ctx: Context, definition: ProcessDefinition): void {
  const { actor } = ctx;
  if (actor.kind === "operator" && !definition.openRoles.includes(actor.role)) {
    throw new DomainError("forbidden", "access.forbidden", { permission: "cases:open" });
  }
}

interface NewFields {
  definition: ProcessDefinition;
  state: string;
  fields: FieldValues;
  /** What nobody typed: of the group, and what the process itself begins with. */
  given: FieldValues;
}

function checkFields(ctx: Context, form: NewFields & AsVerb): void {
  const { definition, fields, given, verbFields } = form;
  const place = { state: form.state, role: roleOf(ctx) };
  const [first] = [
    ...validateFields(definition, fields, place),
    ...reservedChanges(definition, { before: {}, after: fields }, verbFields),
    ...refusedOpening(definition, {
      ...{ before: given, after: fields, role: place.role, verbFields },
      states: [definition.initial, form.state],
    }),
  ];
  if (first) throwFinding(first);
}

function checkParties(
  definition: ProcessDefinition,
  parties: { partyId: number; role: string }[],
): { partyId: number; role: string }[] {
  const known = parties.map((party) => {
    const role = findRole(definition, party.role);
    if (!role) throw new DomainError("invalid", "cases.unknown_role", { role: party.role });
    return { partyId: party.partyId, role: role.code };
  });
  for (const role of definition.roles) {
    const count = known.filter((party) => party.role === role.code).length;
    if (role.required && count === 0) {
      throw new DomainError("invalid", "cases.role_required", { role: role.code });
    }
    if (!role.many && count > 1) {
      throw new DomainError("invalid", "cases.role_once", { role: role.code });
    }
  }
  return known;
}

const yearOf = (ctx: Context) => Number(ctx.today.slice(0, 4));

async function numberOf(
  tx: Tx,
  definition: ProcessDefinition,
  wish: { given: string | undefined; year: number },
): Promise<string> {
  if (wish.given === undefined || wish.given.trim() === "") {
    return allocateRefNo(tx, definition.refNo.pattern, wish.year);
  }
  const parsed = parseRefNo(wish.given);
  if (!parsed.ok) throw new DomainError("invalid", parsed.finding.code, parsed.finding.params);
  return parsed.value;
}
