import { DomainError } from "@/server/kernel/errors";
import { type Context, may } from "../context";

/**
 * May the actor put a case behind this wall? Into a group of their own; into another's, or into
 * none, only who sees all groups: else a case could be shown to everybody, or lost from sight.
 */
export function assertWall(ctx: Context, accessGroupId: number | null): void {
  const { actor } = ctx;
  if (actor.kind !== "operator" || actor.accessGroupIds === "all") return;
  if (accessGroupId !== null && actor.accessGroupIds.includes(accessGroupId)) return;
  throw new DomainError("forbidden", "cases.wall_not_yours");
}

/** Moving a case to another wall is a supervisor's act. */
export function assertWallChange(
  ctx: Context,
  change: { before: number | null; after: number | null },
): void {
  if (change.before === change.after) return;
  if (!may(ctx.actor, "cases:assign")) {
    throw new DomainError("forbidden", "access.forbidden", { permission: "cases:assign" });
  }
  assertWall(ctx, change.after);
}
