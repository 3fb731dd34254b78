import type { Tx } from "@/db/client";
import { ROLES } from "@/db/values/access";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { seesCategory } from "../sight";
import type { ProcessDefinition } from "../workflow";
import { requireOwner } from "./load";

interface Wanted {
  ownerId?: number | null | undefined;
  parentCaseId?: number | undefined;
  accessGroupId: number | null;
}

interface Place {
  ownerId: number | null;
  parentCaseId: number | null;
  accessGroupId: number | null;
}

/**
 * Whose a new case is and on which case it hangs. One that hangs on another stands behind the same
 * wall, so whoever is to do it must belong there. Throws `cases.owner_required`, `cases.no_parent`,
 * `cases.owner_behind_wall`.
 */
export async function placeNewCase(
  ctx: Context,
  tx: Tx,
  { definition, wanted }: { definition: ProcessDefinition; wanted: Wanted },
): Promise<Place> {
  const ownerId = wanted.ownerId ?? ownerByDefault(ctx, definition);
  if (definition.ownerRequired && ownerId === null) {
    throw new DomainError("invalid", "cases.owner_required");
  }
  if (wanted.ownerId) await requireOwner(tx, wanted.ownerId);
  if (wanted.parentCaseId === undefined) {
    return { ownerId, parentCaseId: null, accessGroupId: wanted.accessGroupId };
  }
  const { hasParent, parentCategories } = definition;
  const noParent = () => new DomainError("invalid", "cases.no_parent");
  if (!hasParent && parentCategories.length === 0) throw noParent();
  const parent = await parentOf(tx, wanted.parentCaseId);
  if (!hasParent && !parentCategories.includes(parent.category)) throw noParent();
  const accessGroupId = wanted.accessGroupId ?? parent.accessGroupId;
  const { category } = definition;
  if (definition.ownerRequired) await requireInside(tx, { ownerId, accessGroupId, category });
  return { ownerId, parentCaseId: parent.id, accessGroupId };
}

type Parent = { id: number; category: string; accessGroupId: number | null };

/** The case that a new one hangs on, as far as the actor sees it. */
async function parentOf(tx: Tx, caseId: number): Promise<Parent> {
  const [row] = await tx.sql<Parent[]>`
    select id, category, access_group_id as "accessGroupId" from cases
     where id = ${caseId} and voided_at is null`;
  if (!row) throw new DomainError("not_found", "cases.not_found");
  return row;
}

/** Who opens it has it, where the process says so; a machine has nothing. */
function ownerByDefault({ actor }: Context, definition: ProcessDefinition): number | null {
  const isOpener = definition.ownerByDefault === "actor" && actor.kind === "operator";
  return isOpener ? actor.operatorId : null;
}

type Categorised = Pick<ProcessDefinition, "category">;

async function requireInside(
  { sql }: Tx,
  { ownerId, accessGroupId, category }: Pick<Place, "ownerId" | "accessGroupId"> & Categorised,
): Promise<void> {
  if (ownerId === null) return;
  const roles = ROLES.filter((role) => seesCategory(role, category));
  const [seeing] = await sql`
    select 1 from operators o where o.id = ${ownerId} and o.role = any(${roles}::text[])
       and (${accessGroupId}::bigint is null or o.sees_all_groups or exists (select from operator_access_groups m
              where m.operator_id = o.id and m.access_group_id = ${accessGroupId}))`;
  if (!seeing) throw new DomainError("invalid", "cases.owner_behind_wall");
}
