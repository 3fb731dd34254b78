import type { Tx } from "@/db/client";
import type { Profile } from "./allocation";

/** As the register calls it; null where the tenant has none. */
export type NamedProfile = Profile & { name: string | null };

/** For a tenant whose register has no default: what was spent on collecting first, principal last. */
const FALLBACK: NamedProfile = {
  name: null,
  kindOrder: [
    ["costs", "fee"],
    ["lateInterest"],
    ["interest"],
    ["contractualPenalty"],
    ["principal"],
  ],
  isClaimFirst: true,
};

/** The profile of a case by the one its group chose (null: the tenant's default). */
export type ProfileOf = (allocationProfileId: number | null) => NamedProfile;

/** All orders of payment of the tenant; a handful of rows. */
export async function readProfiles(tx: Tx): Promise<ProfileOf> {
  const rows = await tx.sql<(NamedProfile & { id: number; isDefault: boolean })[]>`
    select id, name, kind_order as "kindOrder", is_claim_first as "isClaimFirst",
           is_default as "isDefault"
      from allocation_profiles`;
  const byId = new Map(rows.map((row) => [row.id, row as NamedProfile]));
  const standard = rows.find((row) => row.isDefault) ?? FALLBACK;
  return (id) => (id === null ? undefined : byId.get(id)) ?? standard;
}
