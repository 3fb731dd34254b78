import type { ComponentKind } from "@/db/values/claims";
import { authorize, type Context, reading } from "../context";

export interface ProfileItem {
  id: number;
  code: string;
  name: string;
  kindOrder: ComponentKind[][];
  isClaimFirst: boolean;
  isDefault: boolean;
  source: string;
  /** Groups of cases that chose it. */
  groupCount: number;
}

/** The tenant's orders of payment, the default first. */
export async function listProfiles(ctx: Context): Promise<ProfileItem[]> {
  authorize(ctx, "claims:read");
  return reading(ctx, async ({ sql }) => {
    const rows = await sql<ProfileItem[]>`
      select p.id, p.code, p.name, p.kind_order as "kindOrder",
             p.is_claim_first as "isClaimFirst", p.is_default as "isDefault", p.source,
             (select count(*) from case_groups g where g.allocation_profile_id = p.id)
               as "groupCount"
        from allocation_profiles p order by p.is_default desc, lower(p.code)`;
    return [...rows];
  });
}
