import type { Tx } from "@/db/client";
import { contactsOf } from "./load";
import { writeSearch } from "./write-record";

interface NameRow {
  fullName: string;
  givenName: string | null;
  surname: string | null;
  registrationNo: string | null;
  taxId: string | null;
  shortName: string | null;
  vatId: string | null;
  inn: string | null;
  ogrn: string | null;
  dataBoxId: string | null;
  otherId: string | null;
}

/** Search words of a party from what is stored. */
export async function rewriteSearch(tx: Tx, partyId: number): Promise<void> {
  const [row] = await tx.sql<NameRow[]>`
    select full_name as "fullName", given_name as "givenName", surname,
           registration_no as "registrationNo", tax_id as "taxId", data_box_id as "dataBoxId",
           other_id as "otherId", short_name as "shortName", vat_id as "vatId", inn, ogrn
      from parties where id = ${partyId}`;
  if (row) await writeSearch(tx, partyId, { ...row, contacts: await contactsOf(tx, partyId) });
}
