import { ROLES, type Role } from "@/db/values/access";
import { requireCase } from "../cases";
import { authorize, type Context, reading } from "../context";
import { roleMay } from "../permissions";
import { seesCase } from "../sees-case";
import { type AskableInput, askableInput } from "./inputs";
import { superiorRoles } from "./superiors";

export interface Askable {
  people: { id: number; name: string; role: Role; isPresent: boolean }[];
  roles: Role[];
}

/** Whom `assignActions` would let be asked for this: who may decide, sees the case, and is superior. */
export async function askable(ctx: Context, raw: AskableInput): Promise<Askable> {
  authorize(ctx, "collegial:assign");
  const { caseId, kind, state = null } = askableInput.parse(raw);
  return reading(ctx, async (tx) => {
    const seen = await requireCase(tx, caseId);
    const superiors = await superiorRoles(tx, seen, { state, kind });
    const roles = ROLES.filter(
      (role) => roleMay(role, "collegial:decide") && superiors?.includes(role) !== false,
    );
    const people = await tx.sql<Askable["people"]>`
      select o.id, o.name, o.role, o.is_present as "isPresent" from operators o, cases k
       where k.id = ${caseId} and o.is_active and o.role = any(${roles}::text[])
         and ${seesCase(tx.sql)}
       order by o.name limit 1000`;
    return { people: [...people], roles };
  });
}
