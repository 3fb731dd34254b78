import type { Tx } from "@/db/client";
import type { AddressKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { inService, type PortalContext, reading } from "../context";
import { giveValues } from "./changes/give-values";
import { type MyChange, readMyChanges } from "./changes/list-changes";
import { type ChangeMyDataInput, changeMyDataInput } from "./inputs";

export interface MyAddress {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string;
}

/** What we know of the client and write to; the identity itself they read only. */
export interface MyData {
  fullName: string;
  isPerson: boolean;
  birthOn: Day | null;
  registrationNo: string | null;
  address: MyAddress | null;
  emails: string[];
  phones: string[];
  /** Where money goes back to them. */
  bankAccount: string | null;
  /** What of theirs waits to be confirmed, or was refused. */
  changes: MyChange[];
  /** To be sent back with a change. */
  version: number;
}

interface Row extends Omit<MyData, "address" | "emails" | "phones" | "changes"> {
  id: number;
  addresses: (MyAddress & { kind: AddressKind })[];
  contacts: { kind: "email" | "phone"; value: string }[];
}

/** A card that was merged into another is that other. */
const rowOf = ({ sql }: Tx, partyId: number) => sql<Row[]>`
  select p.id, p.full_name as "fullName", p.kind = 'natural_person' as "isPerson",
         p.birth_on as "birthOn", p.registration_no as "registrationNo", p.version,
         (select b.number from party_bank_accounts b where b.party_id = p.id) as "bankAccount",
         coalesce((select json_agg(json_build_object('kind', a.kind, 'street', a.street,
                     'city', a.city, 'postalCode', a.postal_code, 'country', a.country))
                     from party_addresses a where a.party_id = p.id), '[]') as addresses,
         coalesce((select json_agg(json_build_object('kind', c.kind, 'value', c.value)
                                   order by c.kind, c.value)
                     from party_contacts c where c.party_id = p.id), '[]') as contacts
    from parties p
   where p.merged_into_id is null
     and p.id = any(array(
       with recursive chain (id) as (
         select ${partyId}::bigint
         union select m.merged_into_id from parties m join chain on m.id = chain.id
          where m.merged_into_id is not null)
       select id from chain))`;

async function loadMe(ctx: PortalContext, tx: Tx): Promise<Row> {
  const [row] = await rowOf(tx, ctx.actor.partyId);
  if (!row) throw new DomainError("not_found", "parties.not_found");
  return row;
}

/** Where letters of a person go, and where a company sits. */
const kindOf = ({ isPerson }: { isPerson: boolean }): AddressKind => (isPerson ? "main" : "seat");

/** What we have written down of the client. */
export async function myData(ctx: PortalContext): Promise<MyData> {
  const [me, changes] = await reading(ctx, async (tx) => {
    const found = await loadMe(ctx, tx);
    return [found, await readMyChanges(tx, { partyIds: [found.id], now: ctx.now })] as const;
  });
  const { id: _, addresses, contacts, ...row } = me;
  const found =
    addresses.find(({ kind }) => kind === kindOf(row)) ??
    addresses.find(({ kind }) => kind === "main" || kind === "seat");
  const of = (kind: "email" | "phone") =>
    contacts.filter((contact) => contact.kind === kind).map(({ value }) => value);
  const address = found
    ? {
        ...{ street: found.street, city: found.city },
        ...{ postalCode: found.postalCode, country: found.country },
      }
    : null;
  return { ...row, address, emails: of("email"), phones: of("phone"), changes };
}

/**
 * The client's own address, telephones, e-mails and account for repayments: on the card at once, what
 * stood there before kept, or waiting where the tenant wants it confirmed. All else of the card stays.
 * Throws as `giveValues`.
 */
export async function changeMyData(ctx: PortalContext, raw: ChangeMyDataInput): Promise<void> {
  const { version, ...values } = changeMyDataInput.parse(raw);
  const me = await reading(ctx, (tx) => loadMe(ctx, tx));
  await giveValues(inService(ctx, "portal"), { partyId: me.id, version, values });
}
