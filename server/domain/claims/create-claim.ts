import type { z } from "zod";
import type { Tx } from "@/db/client";
import { claimComponents, claims, componentEntries } from "@/db/schema";
import type { ComponentKind } from "@/db/values/claims";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { addMinor } from "@/server/kernel/money";
import { writeAudit } from "../audit";
import { ANSWERABLE_ROLES, refreshCaseSearch, writeSystemEvents } from "../cases";
import { authorize, authorOf, type Context, inTransaction } from "../context";
import { writeFact } from "../events";
import { requireSolvent } from "../parties";
import { bearInterest } from "./bear-interest";
import { checkDebtDay, dayError, principalValueOn } from "./days";
import { type CreateClaimInput, createClaimInput } from "./inputs";
import { handKey, lockCase } from "./load";
import { reallocateCases } from "./reallocate-cases";

type Input = z.output<typeof createClaimInput>;

/**
 * Opens a claim: principal and, where given, fees and costs. Overpayment that waits on the case
 * pays it at once. The same idempotency key again answers with the same claim.
 */
export async function createClaim(
  ctx: Context,
  raw: CreateClaimInput,
): Promise<{ claimId: number }> {
  authorize(ctx, "claims:edit");
  const input = createClaimInput.parse(raw);
  checkDays(ctx, input);
  return inTransaction(ctx, async (inner, tx) => {
    await lockCase(tx, input.caseId);
    const known = await sameClaim(tx, input);
    if (known) return { claimId: known };
    const { isInsolvencyConfirmed: isConfirmed } = input;
    await requireSolvent(inner, tx, {
      partyIds: await answerableOn(tx, input.caseId),
      isConfirmed,
    });
    const claimId = await insertClaim(inner, tx, input);
    const { caseId } = input;
    await writeAudit(inner, {
      action: "claims.create",
      entity: "claim",
      entityId: claimId,
      caseId,
      after: { ...input, idempotencyKey: undefined, isInsolvencyConfirmed: undefined },
    });
    await writeFact(inner, { name: "claim.created", payload: { claimId, caseId } });
    await writeSystemEvents(inner, [lineOf(input)]);
    await bearInterest(inner, tx, { claimIds: [claimId], rule: "default" });
    await reallocateCases(inner, tx, { caseIds: [caseId] });
    if (input.variableSymbol) await refreshCaseSearch(tx, [caseId]);
    return { claimId };
  });
}

async function answerableOn({ sql }: Tx, caseId: number): Promise<number[]> {
  const rows = await sql<{ partyId: number }[]>`
    select distinct party_id as "partyId" from case_parties
     where case_id = ${caseId} and role = any(${ANSWERABLE_ROLES}::text[])`;
  return rows.map(({ partyId }) => partyId);
}

/** What the timeline says of a new claim: all that it begins with. */
function lineOf({ caseId, variableSymbol, principalMinor, charges, currency, dueOn }: Input) {
  const amountMinor = charges.reduce(
    (sum, each) => addMinor(sum, each.amountMinor),
    principalMinor,
  );
  const params = { variableSymbol: variableSymbol ?? null, amountMinor, currency, dueOn };
  return { caseId, code: "claim.created", params };
}

function checkDays(ctx: Context, { dueOn, arisenOn, charges, principalMinor }: Input): void {
  checkDebtDay(ctx, dueOn);
  if (arisenOn) checkDebtDay(ctx, arisenOn);
  if (arisenOn && arisenOn > dueOn) {
    throw dayError(ctx, "claims.arisen_after_due", { day: arisenOn, due: dueOn });
  }
  for (const { valueOn } of charges) if (valueOn) checkDebtDay(ctx, valueOn);
  if (principalMinor === 0 && charges.length === 0) {
    throw new DomainError("invalid", "claims.nothing_charged");
  }
}

async function sameClaim({ sql }: Tx, input: Input): Promise<number | null> {
  if (!input.idempotencyKey) return null;
  const [row] = await sql<{ id: number; isSame: boolean }[]>`
    select c.id, c.case_id = ${input.caseId} and c.currency = ${input.currency}
             and c.due_on = ${input.dueOn}::date as "isSame"
      from claims c where c.source_key = ${handKey(input.idempotencyKey)}`;
  if (row && !row.isSame) throw new DomainError("conflict", "claims.key_used");
  return row?.id ?? null;
}

async function insertClaim(ctx: Context, tx: Tx, input: Input): Promise<number> {
  const { caseId, variableSymbol, title, currency, dueOn, arisenOn, idempotencyKey } = input;
  const author = authorOf(ctx.actor).id;
  const [claim] = await tx
    .insert(claims)
    .values({
      ...{ caseId, variableSymbol, title, currency, dueOn, arisenOn },
      sourceKey: idempotencyKey ? handKey(idempotencyKey) : null,
      createdBy: author,
      createdAt: ctx.now,
    })
    // The same key at the same moment on another case: the case's lock does not hold it off.
    .onConflictDoNothing({ target: [claims.tenantId, claims.sourceKey] })
    .returning({ id: claims.id });
  if (!claim) throw new DomainError("conflict", "claims.key_used");
  const firstOn = principalValueOn(input, ctx.today);
  const { principalMinor } = input;
  if (principalMinor > 0) {
    const principal = { kind: "principal" as const, amountMinor: principalMinor, description: "" };
    await insertComponent(ctx, tx, { ...principal, claimId: claim.id, valueOn: firstOn });
  }
  for (const charge of input.charges) {
    const valueOn = charge.valueOn ?? firstOn;
    await insertComponent(ctx, tx, { ...charge, claimId: claim.id, valueOn });
  }
  return claim.id;
}

/** A component with its first entry. */
export async function insertComponent(
  ctx: Context,
  tx: Tx,
  component: {
    claimId: number;
    kind: ComponentKind;
    description: string;
    amountMinor: number;
    valueOn: Day;
    reason?: string;
    sourceKey?: string | null;
  },
): Promise<{ componentId: number; entryId: number }> {
  const { claimId, kind, description, amountMinor, valueOn, reason, sourceKey } = component;
  const [row] = await tx
    .insert(claimComponents)
    .values({ claimId, kind, description, sourceKey, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: claimComponents.id });
  if (!row) throw new DomainError("conflict", "claims.key_used");
  const [entry] = await tx
    .insert(componentEntries)
    .values({
      ...{ componentId: row.id, amountMinor, valueOn, reason: reason || null },
      bookedAt: ctx.now,
      bookedBy: authorOf(ctx.actor).id,
    })
    .returning({ id: componentEntries.id });
  if (!entry) throw new Error("the insert answered nothing");
  return { componentId: row.id, entryId: entry.id };
}
