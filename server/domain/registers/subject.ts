import type { Tx } from "@/db/client";
import type { PartyKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { visibleParty } from "../parties";

/** Who is asked for, with all by which a register knows people. */
export interface Subject {
  partyId: number;
  kind: PartyKind;
  fullName: string;
  givenName: string | null;
  surname: string | null;
  birthOn: Day | null;
  /** Nine or ten digits, opened for the question alone. */
  birthNumber: string | null;
  registrationNo: string | null;
  taxId: string | null;
  country: string;
  address: { street: string; city: string; postalCode: string; country: string } | null;
}

type Row = Omit<Subject, "birthNumber" | "address"> & {
  cipher: Buffer | null;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  addressCountry: string | null;
};

/**
 * The parties that may be asked for, in the order of their ids: those that the actor sees and that
 * were not merged away.
 */
export async function readSubjects(
  ctx: Context,
  { sql, ...rest }: Tx,
  partyIds: readonly number[],
): Promise<Subject[]> {
  const rows = await sql<Row[]>`
    select p.id as "partyId", p.kind, p.full_name as "fullName", p.given_name as "givenName",
           p.surname, p.birth_on as "birthOn", p.birth_number_cipher as cipher,
           p.registration_no as "registrationNo", p.tax_id as "taxId", p.country, a.street, a.city,
           a.postal_code as "postalCode", a.country as "addressCountry"
      from parties p
      left join lateral (
        select street, city, postal_code, country from party_addresses a
         where a.party_id = p.id order by kind <> 'main', kind <> 'seat', kind
         limit 1) a on true
     where p.id = any(${[...partyIds]}::bigint[]) and p.merged_into_id is null
       and ${visibleParty({ sql, ...rest } as Tx, ctx.actor)}
     order by p.id`;
  return rows.map(({ cipher, street, city, postalCode, addressCountry, ...row }) => ({
    ...row,
    birthNumber: cipher ? ctx.keys.open(cipher) : null,
    address:
      city === null && street === null
        ? null
        : {
            ...{ street: street ?? "", city: city ?? "", postalCode: postalCode ?? "" },
            country: addressCountry ?? row.country,
          },
  }));
}

/** One of them. Throws not_found `parties.not_found`. */
export async function readSubject(ctx: Context, tx: Tx, partyId: number): Promise<Subject> {
  const [subject] = await readSubjects(ctx, tx, [partyId]);
  if (!subject) throw new DomainError("not_found", "parties.not_found");
  return subject;
}
