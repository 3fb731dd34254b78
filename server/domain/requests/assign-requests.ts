import type { Tx } from "@/db/client";
import { DomainError } from "@/server/kernel/errors";
import { giveCases, moveCases, writeSystemEvents } from "../cases";
import { authorize, inTransaction, may, type OperatorContext } from "../context";
import { passTasks } from "../timeline";
import { refreshClocks } from "./clock/refresh-clocks";
import { type AssignRequestsInput, assignRequestsInput } from "./desk-inputs";
import { type LockedRequest, lockRequests, requireUnmerged } from "./lock-requests";
import { maySee } from "./routing/choose-person";
import { readPeople } from "./routing/read-desk";

/**
 * Gives requests to somebody, or to nobody. Whoever may work takes what is nobody's or new, and hands
 * over their own with a reason; the rest is for who may assign. Throws forbidden, not_found
 * `requests.not_found`, invalid `requests.reason_missing`, precondition `requests.owner_cannot_see`.
 */
export async function assignRequests(
  ctx: OperatorContext,
  raw: AssignRequestsInput,
): Promise<{ caseIds: number[] }> {
  authorize(ctx, "cases:edit");
  const { caseIds, ownerId, reason } = assignRequestsInput.parse(raw);
  return inTransaction(ctx, async (inner, tx) => {
    const rows = await lockRequests(tx, caseIds);
    await requireUnmerged(tx, caseIds);
    for (const row of rows) assertMayGive(ctx, row, { ownerId, reason });
    const name = await nameOf(tx, ownerId, rows);
    const moved = rows.filter((row) => row.ownerId !== ownerId);
    const gifts = moved.map(({ caseId }) => ({ caseId, ownerId }));
    const changed = await giveCases(inner, tx, { gifts, reason: reason || null });
    await passTasks(
      inner,
      tx,
      moved.map((row) => ({ caseId: row.caseId, fromId: row.ownerId, toId: ownerId })),
    );
    await writeSystemEvents(
      inner,
      changed.map((caseId) => ({
        ...{ caseId, code: "request.assigned", text: reason },
        params: { to: name },
      })),
    );
    if (ownerId === ctx.actor.operatorId) await beginWork(inner, tx, rows);
    return { caseIds: changed };
  });
}

interface Giving {
  ownerId: number | null;
  reason: string;
}

function assertMayGive(ctx: OperatorContext, row: LockedRequest, giving: Giving): void {
  const me = ctx.actor.operatorId;
  const isTaken = giving.ownerId === me && (row.ownerId === null || row.state === "new");
  const isMine = row.ownerId === me;
  if (!may(ctx.actor, "cases:assign") && !isTaken && !isMine) {
    throw new DomainError("forbidden", "access.forbidden", { permission: "cases:assign" });
  }
  const isHandedOver = row.ownerId !== null && row.ownerId !== giving.ownerId && !isTaken;
  if (isHandedOver && giving.reason === "") {
    throw new DomainError("invalid", "requests.reason_missing", { field: "reason" });
  }
}

/** Somebody who works here and sees each of them: else it would be lost to sight. */
async function nameOf(
  tx: Tx,
  ownerId: number | null,
  rows: readonly LockedRequest[],
): Promise<string | null> {
  if (ownerId === null) return null;
  const person = (await readPeople(tx, { isCounted: false })).find(({ id }) => id === ownerId);
  if (!person) throw new DomainError("not_found", "cases.owner_not_found");
  if (!rows.every(({ wallId }) => maySee(person, wallId))) {
    throw new DomainError("precondition", "requests.owner_cannot_see", { name: person.name });
  }
  return person.name;
}

/** What is new and was taken is being worked on. */
async function beginWork(
  ctx: OperatorContext,
  tx: Tx,
  rows: readonly LockedRequest[],
): Promise<void> {
  const caseIds = rows.filter(({ state }) => state === "new").map(({ caseId }) => caseId);
  if (caseIds.length === 0 || !may(ctx.actor, "cases:move")) return;
  await moveCases(ctx, { caseIds, transition: "take" });
  await refreshClocks(tx, { now: ctx.now, caseIds });
}
