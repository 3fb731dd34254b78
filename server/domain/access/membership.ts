import { eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { accessGroups, operatorAccessGroups } from "@/db/schema";
import { DomainError } from "@/server/kernel/errors";

export interface GroupRef {
  id: number;
  code: string;
}

/** The groups of these ids, each once, by code. Throws when one is not there. */
export async function assertGroupsExist(tx: Tx, ids: readonly number[]): Promise<GroupRef[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const found = await tx
    .select({ id: accessGroups.id, code: accessGroups.code })
    .from(accessGroups)
    .where(inArray(accessGroups.id, wanted))
    .orderBy(accessGroups.code)
    .for("key share");
  if (found.length < wanted.length) throw new DomainError("not_found", "access.group_not_found");
  return found;
}

export function groupsOf(tx: Tx, operatorId: number): Promise<GroupRef[]> {
  return tx
    .select({ id: accessGroups.id, code: accessGroups.code })
    .from(operatorAccessGroups)
    .innerJoin(accessGroups, eq(accessGroups.id, operatorAccessGroups.accessGroupId))
    .where(eq(operatorAccessGroups.operatorId, operatorId))
    .orderBy(accessGroups.code);
}

/** Makes these, and only these, the operator's groups. */
export async function replaceMembership(
  tx: Tx,
  operatorId: number,
  groups: readonly GroupRef[],
): Promise<void> {
  await tx.delete(operatorAccessGroups).where(eq(operatorAccessGroups.operatorId, operatorId));
  if (groups.length === 0) return;
  await tx
    .insert(operatorAccessGroups)
    .values(groups.map(({ id }) => ({ operatorId, accessGroupId: id })));
}
