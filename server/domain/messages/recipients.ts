import type { Tx } from "@/db/client";
import type { PostalAddress } from "@/db/schema/messages";
import type { Channel } from "@/db/values/messages";
import { formatPostalCode } from "@/server/kernel/identifiers";

/** One place at which a party can be reached by a channel. */
export interface Target {
  address: string;
  name: string;
  postal?: PostalAddress;
}

/** All places of a party; of SMS every mobile number, of the others the first one is written to. */
export type Recipient = Record<Channel, Target[]> & {
  partyId: number;
  name: string;
  country: string;
  /** Numbers that cannot take an SMS, said so that nobody wonders. */
  landlines: string[];
};

interface Row {
  partyId: number;
  name: string;
  country: string;
  dataBoxId: string | null;
  emails: string[] | null;
  phones: { value: string; kind: string | null }[] | null;
  postal: { street: string; city: string; postalCode: string; country: string } | null;
}

/**
 * Where these parties can be reached, by one statement. Letters go to the main address, else to the
 * registered seat; other addresses are never written to.
 */
export async function readRecipients(
  { sql }: Tx,
  partyIds: readonly number[],
): Promise<Map<number, Recipient>> {
  if (partyIds.length === 0) return new Map();
  const rows = await sql<Row[]>`
    select p.id as "partyId", p.full_name as name, p.country, p.data_box_id as "dataBoxId",
           (select json_agg(c.value order by c.id) from party_contacts c
             where c.party_id = p.id and c.kind = 'email') as emails,
           (select json_agg(json_build_object('value', c.value, 'kind', c.phone_kind) order by c.id)
              from party_contacts c where c.party_id = p.id and c.kind = 'phone') as phones,
           (select json_build_object('street', coalesce(a.street, ''), 'city', coalesce(a.city, ''),
                     'postalCode', coalesce(a.postal_code, ''), 'country', a.country)
              from party_addresses a where a.party_id = p.id and a.kind in ('main', 'seat')
             order by a.kind limit 1) as postal
      from parties p where p.id = any(${partyIds as number[]}::bigint[])`;
  return new Map(rows.map((row) => [row.partyId, recipientOf(row)]));
}

/** With a common space: addresses are searched for as people type them. */
const codeOf = ({ postalCode, country }: NonNullable<Row["postal"]>): string =>
  formatPostalCode(postalCode, country).replace("\u00a0", " ");

function recipientOf(row: Row): Recipient {
  const { name, postal } = row;
  const phones = row.phones ?? [];
  const isComplete = postal !== null && postal.city !== "" && postal.postalCode !== "";
  const line = postal ? `${postal.street}, ${codeOf(postal)} ${postal.city}` : "";
  return {
    ...{ partyId: row.partyId, name, country: row.country },
    email: (row.emails ?? []).map((address) => ({ address, name })),
    sms: phones
      .filter(({ kind }) => kind === "mobile")
      .map(({ value }) => ({ address: value, name })),
    letter: isComplete
      ? [{ address: line.replace(/^, /, ""), name, postal: { name, ...postal } }]
      : [],
    data_box: row.dataBoxId ? [{ address: row.dataBoxId, name }] : [],
    landlines: phones.filter(({ kind }) => kind !== "mobile").map(({ value }) => value),
  };
}
