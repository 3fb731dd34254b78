import type { Tx } from "@/db/client";
import type { AddressKind } from "@/db/values/parties";
import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import { inService, inTransaction, type PortalContext, reading } from "../context";
import { getParty, type PartyCard, updateParty } from "../parties";
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
  /** To be sent back with a change. */
  version: number;
}

interface Row extends Omit<MyData, "address" | "emails" | "phones"> {
  id: number;
  addresses: (MyAddress & { kind: AddressKind })[];
  contacts: { kind: "email" | "phone"; value: string }[];
}

/** A card that was merged into another is that other. */
const rowOf = ({ sql }: Tx, partyId: number) => sql<Row[]>`
  select p.id, p.full_name as "fullName", p.kind = 'natural_person' as "isPerson",
         p.birth_on as "birthOn", p.registration_no as "registrationNo", p.version,
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
  const { id: _, addresses, contacts, ...row } = await reading(ctx, (tx) => loadMe(ctx, tx));
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
  return { ...row, address, emails: of("email"), phones: of("phone") };
}

/**
 * The client's own address, telephones and e-mails, on the card at once; the audit keeps what stood
 * there before and says that it was they who changed it. All else of the card stays. Throws conflict
 * `parties.changed_meanwhile`, and what a form of ours would refuse.
 */
export async function changeMyData(ctx: PortalContext, raw: ChangeMyDataInput): Promise<void> {
  const input = changeMyDataInput.parse(raw);
  const me = await reading(ctx, (tx) => loadMe(ctx, tx));
  await inTransaction(inService(ctx, "portal"), async (inner) => {
    const card = await getParty(inner, { partyId: me.id });
    const own = kindOf(me);
    const { street, city, postalCode, country } = input.address;
    const mine = { kind: own, street, city, postalCode, country };
    await updateParty(inner, {
      ...identityOf(card),
      partyId: me.id,
      version: input.version,
      addresses: [...card.addresses.filter(({ kind }) => kind !== own), mine],
      emails: withNotes(card, { kind: "email", values: input.emails }),
      phones: withNotes(card, { kind: "phone", values: input.phones }),
    });
  });
}

/** All that a client does not change, as it stands. */
const identityOf = (card: PartyCard) => ({
  kind: card.kind,
  fullName: card.fullName,
  birthOn: card.birthOn,
  sex: card.sex,
  registrationNo: card.registrationNo,
  taxId: card.taxId,
  legalForm: card.legalForm,
  country: card.country,
  dataBoxId: card.dataBoxId,
  web: card.web,
  otherId: card.otherId,
  note: card.note,
});

/** What our people wrote beside a contact stays with it. */
function withNotes(
  card: PartyCard,
  { kind, values }: { kind: "email" | "phone"; values: readonly string[] },
) {
  return values.map((value) => {
    const known = card.contacts.find((each) => each.kind === kind && each.value === value);
    return { value, note: known?.note ?? null };
  });
}
