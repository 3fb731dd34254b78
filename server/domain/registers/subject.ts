import type postgres from "postgres";
import type { Tx } from "@/db/client";
import type { AddressKind, PartyKind } from "@/db/values/parties";
import type { InsolvencyRegister } from "@/db/values/registers";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Context } from "../context";
import { visibleParty } from "../parties";
import { ENDED_STATES } from "./debtor-status";

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
  /** Number for VAT, where it is another than the tax id. */
  vatId: string | null;
  country: string;
  /** In the order main, seat, other, contact. */
  addresses: readonly SubjectAddress[];
  /** Proceedings that they are known to be in and that no register has ended. */
  proceedings: readonly KnownProceeding[];
}

export interface KnownProceeding {
  register: InsolvencyRegister;
  mark: string;
  fileMark: string | null;
}

export const proceedingsIn = (
  { proceedings }: Subject,
  register: InsolvencyRegister,
): KnownProceeding[] => proceedings.filter((each) => each.register === register);

export interface SubjectAddress {
  kind: AddressKind;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string;
  key: string;
}

/** Of a row `i`: by the register's own word the proceeding goes on, whatever a tenant takes it for. */
export const isUnended = ({ sql }: Tx): postgres.Fragment => sql`
  (i.ended_on is null
   and coalesce(upper(btrim(normalize(i.state_code, NFC))), '') <> all(${[...ENDED_STATES]}::text[]))`;

type Row = Omit<Subject, "birthNumber"> & { cipher: Buffer | null };

/**
 * The parties that may be asked for, in the order of their ids: those that the actor sees and that
 * were not merged away.
 */
export async function readSubjects(
  ctx: Context,
  tx: Tx,
  partyIds: readonly number[],
): Promise<Subject[]> {
  const rows = await tx.sql<Row[]>`
    select p.id as "partyId", p.kind, p.full_name as "fullName", p.given_name as "givenName",
           p.surname, p.birth_on as "birthOn", p.birth_number_cipher as cipher,
           p.registration_no as "registrationNo", p.tax_id as "taxId", p.vat_id as "vatId", p.country,
           coalesce(a.addresses, '[]') as addresses, coalesce(k.proceedings, '[]') as proceedings
      from parties p
      left join lateral (
        select jsonb_agg(jsonb_build_object('kind', kind, 'street', street, 'city', city,
                   'postalCode', postal_code, 'country', country, 'key', address_key)
                 order by array_position(array['main', 'seat', 'other', 'contact'], kind)) as addresses
          from party_addresses a where a.party_id = p.id) a on true
      left join lateral (
        select jsonb_agg(jsonb_build_object('register', i.register, 'mark', i.mark,
                                            'fileMark', i.file_mark)) as proceedings
          from party_insolvency i
         where i.party_id = p.id and i.mark is not null and ${isUnended(tx)}) k on true
     where p.id = any(${[...partyIds]}::bigint[]) and p.merged_into_id is null
       and ${visibleParty(tx, ctx.actor)}
     order by p.id`;
  return rows.map(({ cipher, ...row }) => ({
    ...row,
    birthNumber: cipher ? ctx.keys.open(cipher) : null,
  }));
}

/** One of them. Throws not_found `parties.not_found`. */
export async function readSubject(ctx: Context, tx: Tx, partyId: number): Promise<Subject> {
  const [subject] = await readSubjects(ctx, tx, [partyId]);
  if (!subject) throw new DomainError("not_found", "parties.not_found");
  return subject;
}
