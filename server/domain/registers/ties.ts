import type postgres from "postgres";
import type { Tx } from "@/db/client";
import { CZECH_TIES, type RegisterTie, SLOVAK_TIES } from "@/db/values/insolvency-procedures";
import { INSOLVENCY_REGISTERS, type InsolvencyRegister } from "@/db/values/registers";

interface OfRegister {
  country: "CZ" | "SK";
  shipped: readonly RegisterTie[];
}

const OF: Readonly<Record<InsolvencyRegister, OfRegister>> = {
  isir_cz: { country: "CZ", shipped: CZECH_TIES },
  isir_sk: { country: "SK", shipped: SLOVAK_TIES },
};

/** Whose register it is. */
export const countryOf = (register: InsolvencyRegister): "CZ" | "SK" => OF[register].country;

/**
 * Whether a party `p` has to be asked for in a register, by what the tenant's settings count: one or
 * both of them, or none. Whoever is known to be in a register stays of it. The Czech register is asked
 * about foreigners too who have nothing but their name and day of birth.
 */
export function isOfRegister({ sql }: Tx, register: InsolvencyRegister): postgres.Fragment {
  const { country, shipped } = OF[register];
  const own = register === "isir_cz" ? sql`czech_ties` : sql`slovak_ties`;
  const ties = sql`coalesce((select ${own} from insolvency_settings), ${[...shipped]}::text[])`;
  const has = (tie: RegisterTie) => sql`${tie} = any (${ties})`;
  return sql`(p.country = ${country}
    or exists (select from party_insolvency k where k.party_id = p.id and k.register = ${register}
                  and k.mark is not null)
    or (${has("address")} and exists (
          select from party_addresses a where a.party_id = p.id and a.country = ${country}))
    or (${has("tax_id")} and (starts_with(upper(coalesce(p.vat_id, '')), ${country})
                              or starts_with(upper(coalesce(p.tax_id, '')), ${country})))
    or (${has("person")} and p.kind <> 'legal_entity'
        and (p.birth_number_cipher is not null
             or (p.surname <> '' and p.given_name <> '' and p.birth_on is not null))))`;
}

/** By party: the registers that each of them has to be asked for in, that of their country first. */
export async function registersOf(
  tx: Tx,
  partyIds: readonly number[],
): Promise<ReadonlyMap<number, InsolvencyRegister[]>> {
  interface Ties {
    partyId: number;
    country: string;
    isCzech: boolean;
    isSlovak: boolean;
  }
  const rows = await tx.sql<Ties[]>`
    select p.id as "partyId", p.country, ${isOfRegister(tx, "isir_cz")} as "isCzech",
           ${isOfRegister(tx, "isir_sk")} as "isSlovak"
      from parties p where p.id = any(${[...partyIds]}::bigint[])`;
  return new Map(
    rows.map(({ partyId, country, isCzech, isSlovak }) => {
      const isOf = { isir_cz: isCzech, isir_sk: isSlovak };
      const found = INSOLVENCY_REGISTERS.filter((register) => isOf[register]);
      const isForeign = (register: InsolvencyRegister) => Number(countryOf(register) !== country);
      return [partyId, found.sort((a, b) => isForeign(a) - isForeign(b))];
    }),
  );
}
