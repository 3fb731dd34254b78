import type { Tx } from "@/db/client";
import type { Role } from "@/db/values/access";
import type { CollegialKind } from "@/db/values/collegial";
import { definitionOf, type SeenCase } from "../cases";

/**
 * Roles superior to that of whoever opened the case, where the process has this action done by them
 * alone; null: it is anybody's. Of whom nobody knows who opened it, whoever is superior to somebody.
 */
export async function superiorRoles(
  tx: Tx,
  seen: SeenCase,
  { state, kind }: { state: string | null; kind: CollegialKind },
): Promise<readonly Role[] | null> {
  const { collegial } = await definitionOf(tx, seen);
  const rule = collegial.find((each) => each.state === state && each.action === kind);
  if (!rule?.superiors) return null;
  const [opener] = await tx.sql<{ role: Role }[]>`
    select o.role from cases c join operators o on o.id = c.created_by where c.id = ${seen.id}`;
  if (!opener) return Object.values(rule.superiors).flat();
  return rule.superiors[opener.role] ?? [];
}
