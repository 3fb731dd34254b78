import type { z } from "zod";
import type { Tx } from "@/db/client";
import type { ChangeState, ClientField } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../../audit";
import { authorize, type Context, inTransaction, type OperatorContext } from "../../context";
import { requireVisibleParties } from "../../parties";
import { endAsking } from "./ask-to-confirm";
import { type CardValues, lockCard, readCard, writeCard } from "./fields";
import { changeIdInput, rejectChangeInput } from "./inputs";

interface Row {
  partyId: number;
  field: ClientField;
  before: unknown;
  after: unknown;
  taskEventId: number | null;
}

const valuesOf = (field: ClientField, value: unknown) =>
  ({ [field]: value }) as Partial<CardValues>;

/** Puts what a client asked for on the card. Throws not_found, precondition `portal.change_over`. */
export async function acceptChange(ctx: OperatorContext, raw: { changeId: number }): Promise<void> {
  authorize(ctx, "parties:edit");
  const { changeId } = changeIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const row = await claim(inner, tx, { changeId, from: ["waiting"], to: "accepted" });
    const { card, values } = await readCard(inner, tx, row.partyId);
    await writeCard(inner, tx, { card, values: valuesOf(row.field, row.after) });
    // What the change took the place of is what stood there when it came on the card.
    await tx.sql`update client_changes set before = ${JSON.stringify(values[row.field])}::jsonb
                  where id = ${changeId}`;
    await audit(inner, { ...row, changeId, action: "portal.accept-change" });
    await endAsking(inner, tx, [row.taskEventId]);
  });
}

/** Refuses what a client asked for; they are told why. Throws as `acceptChange`. */
export async function rejectChange(
  ctx: OperatorContext,
  raw: z.input<typeof rejectChangeInput>,
): Promise<void> {
  authorize(ctx, "parties:edit");
  const { changeId, reason } = rejectChangeInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const row = await claim(inner, tx, { changeId, from: ["waiting"], to: "rejected", reason });
    await audit(inner, { ...row, changeId, action: "portal.reject-change", reason });
    await endAsking(inner, tx, [row.taskEventId]);
  });
}

/**
 * Puts the value back that a client's change took the place of. Throws not_found, precondition
 * `portal.change_over`, `portal.change_overtaken` where the card says something else by now.
 */
export async function takeBackChange(
  ctx: OperatorContext,
  raw: { changeId: number },
): Promise<void> {
  authorize(ctx, "parties:edit");
  const { changeId } = changeIdInput.parse(raw);
  await inTransaction(ctx, async (inner, tx) => {
    const from = ["applied", "accepted"] as const;
    const row = await claim(inner, tx, { changeId, from, to: "takenBack" });
    const { card, values } = await readCard(inner, tx, row.partyId);
    const isAsGiven = await isSame(tx, values[row.field], row.after);
    if (!isAsGiven) throw new DomainError("precondition", "portal.change_overtaken");
    await writeCard(inner, tx, { card, values: valuesOf(row.field, row.before) });
    await audit(inner, { ...row, changeId, action: "portal.take-change-back" });
  });
}

/** Compared by the database: JSON knows no order of keys. */
async function isSame({ sql }: Tx, one: unknown, other: unknown): Promise<boolean> {
  const [row] = await sql<{ isSame: boolean }[]>`
    select ${JSON.stringify(one)}::jsonb = ${JSON.stringify(other)}::jsonb as "isSame"`;
  return row?.isSame ?? false;
}

interface Claim {
  changeId: number;
  from: readonly ChangeState[];
  to: ChangeState;
  reason?: string;
}

/** The change, decided on by this transaction alone, its card held. */
async function claim(
  ctx: OperatorContext,
  tx: Tx,
  { changeId, from, to, reason }: Claim,
): Promise<Row> {
  const [found] = await tx.sql<{ partyId: number }[]>`
    select living_party(party_id) as "partyId" from client_changes where id = ${changeId}`;
  if (!found) throw new DomainError("not_found", "portal.change_not_found");
  const { partyId } = found;
  await requireVisibleParties(ctx, tx, [partyId]);
  await lockCard(tx, partyId);
  const { operatorId, name } = ctx.actor;
  const [row] = await tx.sql<Row[]>`
    update client_changes set state = ${to}, decided_at = ${ctx.now}, decided_by = ${operatorId},
           decided_by_name = ${name}, reason = ${reason ?? null}
     where id = ${changeId} and state = any (${[...from]}::text[])
    returning field, before, after, task_event_id as "taskEventId"`;
  if (!row) throw new DomainError("precondition", "portal.change_over");
  return { ...row, partyId };
}

function audit(
  ctx: Context,
  entry: Row & { changeId: number; action: string; reason?: string },
): Promise<void> {
  const { partyId, field, before, after, action, reason = null } = entry;
  const row = { entity: "party", entityId: partyId, action, reason };
  return writeAudit(ctx, { ...row, before: { [field]: before }, after: { [field]: after } });
}
