import { eq } from "drizzle-orm";
import { accessGroups, operatorAccessGroups } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";
import { changes, writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";
import { AccessGroupIdInput, CreateAccessGroupInput, UpdateAccessGroupInput } from "./inputs";
import { loadAccessGroup } from "./load";

const codeTaken = () => new DomainError("conflict", "access.group_code_taken", { field: "code" });

/** SQLSTATE of a failed statement, through Drizzle's own error. */
function sqlStateOf(error: unknown): string | null {
  const cause = error instanceof Error && error.cause ? error.cause : error;
  return cause && typeof cause === "object" && "code" in cause ? String(cause.code) : null;
}

export async function createAccessGroup(
  ctx: OperatorContext,
  given: CreateAccessGroupInput,
): Promise<{ accessGroupId: number }> {
  authorize(ctx, "settings:groups");
  const input = CreateAccessGroupInput.parse(given);
  return inTransaction(ctx, async (ctx, tx) => {
    const [group] = await tx
      .insert(accessGroups)
      .values({ ...input, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: accessGroups.id });
    if (!group) throw codeTaken();
    const row = { entity: "access_group", entityId: group.id, after: input };
    await writeAudit(ctx, { action: "access.create-group", ...row });
    return { accessGroupId: group.id };
  });
}

export async function updateAccessGroup(
  ctx: OperatorContext,
  given: UpdateAccessGroupInput,
): Promise<void> {
  authorize(ctx, "settings:groups");
  const { accessGroupId, ...fields } = UpdateAccessGroupInput.parse(given);
  try {
    await inTransaction(ctx, async (ctx, tx) => {
      const diff = changes(await loadAccessGroup(tx, accessGroupId), fields);
      if (!diff) return;
      await tx.update(accessGroups).set(fields).where(eq(accessGroups.id, accessGroupId));
      const row = { entity: "access_group", entityId: accessGroupId, ...diff };
      await writeAudit(ctx, { action: "access.update-group", ...row });
    });
  } catch (error) {
    throw sqlStateOf(error) === "23505" ? codeTaken() : error;
  }
}

/** Only a group that no operator, case or case group names; a case's foreign key has the last word. */
export async function deleteAccessGroup(
  ctx: OperatorContext,
  given: AccessGroupIdInput,
): Promise<void> {
  authorize(ctx, "settings:groups");
  const { accessGroupId } = AccessGroupIdInput.parse(given);
  const inUse = () => new DomainError("precondition", "access.group_in_use");
  try {
    await inTransaction(ctx, async (ctx, tx) => {
      const { code, name } = await loadAccessGroup(tx, accessGroupId);
      const ofGroup = eq(operatorAccessGroups.accessGroupId, accessGroupId);
      if ((await tx.$count(operatorAccessGroups, ofGroup)) > 0) throw inUse();
      await tx.delete(accessGroups).where(eq(accessGroups.id, accessGroupId));
      const row = { entity: "access_group", entityId: accessGroupId, before: { code, name } };
      await writeAudit(ctx, { action: "access.delete-group", ...row });
    });
  } catch (error) {
    throw sqlStateOf(error) === "23503" ? inUse() : error;
  }
}
