import type { Tx } from "@/db/client";
import type { AddressKind } from "@/db/values/parties";
import type { ClientField } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { readAccountNumber } from "../../bank";
import type { Context } from "../../context";
import { getParty, type PartyCard, updateParty } from "../../parties";
import type { GivenValues } from "./inputs";

export interface ContactPerson {
  name: string;
  position: string;
  email: string;
  phone: string;
}

export interface CardAddress {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string;
}

/** A card as far as its client speaks of it. */
export interface CardValues {
  name: string;
  taxId: string | null;
  legalForm: string | null;
  web: string | null;
  dataBoxId: string | null;
  address: CardAddress | null;
  emails: string[];
  phones: string[];
  bankAccount: string | null;
  contactPerson: ContactPerson | null;
}

/** Where letters of a person go, and where a company sits. */
export const addressKindOf = ({ kind }: Pick<PartyCard, "kind">): AddressKind =>
  kind === "natural_person" ? "main" : "seat";

export interface Card {
  card: PartyCard;
  values: CardValues;
}

/** Holds the card until the transaction ends: of two who change it the second finds the first. */
export async function lockCard({ sql }: Tx, partyId: number): Promise<void> {
  await sql`select id from parties where id = ${partyId} for no key update`;
}

export async function readCard(ctx: Context, { sql }: Tx, partyId: number): Promise<Card> {
  const card = await getParty(ctx, { partyId });
  const [beside] = await sql<{ bankAccount: string | null; contactPerson: ContactPerson | null }[]>`
    select (select number from party_bank_accounts where party_id = ${partyId}) as "bankAccount",
           (select json_build_object('name', c.name, 'position', c.position, 'email', c.email,
                                     'phone', c.phone)
              from organisation_contacts c where c.party_id = ${partyId}) as "contactPerson"`;
  const own = addressKindOf(card);
  const at =
    card.addresses.find(({ kind }) => kind === own) ??
    card.addresses.find(({ kind }) => kind === "main" || kind === "seat");
  const of = (kind: "email" | "phone") =>
    card.contacts.filter((contact) => contact.kind === kind).map(({ value }) => value);
  const { fullName: name, taxId, legalForm, web, dataBoxId } = card;
  const address = at
    ? {
        ...{ street: at.street, city: at.city },
        ...{ postalCode: at.postalCode, country: at.country },
      }
    : null;
  const values = {
    ...{
      name,
      taxId,
      legalForm,
      web,
      dataBoxId,
      address,
      emails: of("email"),
      phones: of("phone"),
    },
    ...{ bankAccount: beside?.bankAccount ?? null, contactPerson: beside?.contactPerson ?? null },
  };
  return { card, values };
}

const BESIDE: readonly ClientField[] = ["bankAccount", "contactPerson"];

/** Puts values on the card, all else of it as it stands; refuses what a form of ours would refuse. */
export async function writeCard(
  ctx: Context,
  tx: Tx,
  { card, values }: { card: PartyCard; values: Partial<GivenValues | CardValues> },
): Promise<void> {
  const names = Object.keys(values) as ClientField[];
  if (names.some((name) => !BESIDE.includes(name))) {
    await updateParty(ctx, { ...draftOf(card, values), partyId: card.id, version: card.version });
  }
  const { bankAccount: text, contactPerson: person } = values;
  if (text !== undefined) await writeAccount(ctx, tx, { partyId: card.id, text });
  if (person !== undefined) await writePerson(ctx, tx, { partyId: card.id, person });
}

function draftOf(card: PartyCard, values: Partial<GivenValues | CardValues>) {
  const own = addressKindOf(card);
  const others = card.addresses.filter(({ kind }) => kind !== own);
  const kept = values.address === undefined ? card.addresses : others;
  return {
    kind: card.kind,
    fullName: values.name ?? card.fullName,
    birthOn: card.birthOn,
    sex: card.sex,
    registrationNo: card.registrationNo,
    taxId: values.taxId === undefined ? card.taxId : values.taxId,
    legalForm: values.legalForm === undefined ? card.legalForm : values.legalForm,
    country: card.country,
    dataBoxId: values.dataBoxId === undefined ? card.dataBoxId : values.dataBoxId,
    web: values.web === undefined ? card.web : values.web,
    otherId: card.otherId,
    note: card.note,
    addresses: values.address ? [...kept, { kind: own, ...values.address }] : kept,
    emails: contactsOf(card, "email", values.emails),
    phones: contactsOf(card, "phone", values.phones),
  };
}

/** What our people wrote beside a contact stays with it. */
function contactsOf(
  card: PartyCard,
  kind: "email" | "phone",
  values: readonly string[] | undefined,
) {
  const known = card.contacts.filter((contact) => contact.kind === kind);
  const wanted = values ?? known.map(({ value }) => value);
  return wanted.map((value) => {
    return { value, note: known.find((each) => each.value === value)?.note ?? null };
  });
}

async function writeAccount(
  { now }: Context,
  { sql }: Tx,
  { partyId, text }: { partyId: number; text: string | null },
): Promise<void> {
  if (text === null) {
    await sql`delete from party_bank_accounts where party_id = ${partyId}`;
    return;
  }
  await sql`
    insert into party_bank_accounts (party_id, number, updated_at)
    values (${partyId}, ${accountNumber(text)}, ${now})
    on conflict (tenant_id, party_id) do update
       set number = excluded.number, updated_at = excluded.updated_at`;
}

/** Told to a client, at their field. */
function accountNumber(text: string): string {
  try {
    return readAccountNumber(text);
  } catch (cause) {
    throw new DomainError({ kind: "invalid", cause }, "portal.bad_account", {
      field: "bankAccount",
    });
  }
}

async function writePerson(
  { now }: Context,
  { sql }: Tx,
  { partyId, person }: { partyId: number; person: ContactPerson | null },
): Promise<void> {
  if (person === null) {
    await sql`delete from organisation_contacts where party_id = ${partyId}`;
    return;
  }
  const { name, position, email, phone } = person;
  await sql`
    insert into organisation_contacts (party_id, name, position, email, phone, updated_at)
    values (${partyId}, ${name}, ${position}, ${email}, ${phone}, ${now})
    on conflict (tenant_id, party_id) do update
       set name = excluded.name, position = excluded.position, email = excluded.email,
           phone = excluded.phone, updated_at = excluded.updated_at`;
}
