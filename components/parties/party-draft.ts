import type { z } from "zod";
import type { PartyKind } from "@/db/values/parties";
import type { partyInput } from "@/server/domain/parties/inputs";
import type { Draft, useZodForm } from "../form/use-zod-form";
import type { PartyCard } from "./party-card";

export type PartyValues = Draft<z.input<typeof partyInput>>;
/** The form of a party, new or stored: both are the verb's own input. */
export type PartyForm = ReturnType<typeof useZodForm<typeof partyInput, unknown>>;

/** Six to eight digits, spaces between them: nobody is called so, and registration numbers are. */
const NUMBER = /^\d{1,3}(?: ?\d{2,3}){1,2}$/;

/**
 * A new party: an address, an e-mail and a telephone wait to be filled in. Where a registration
 * number was typed for a name, it is that of a company.
 */
export function emptyParty(typed = "", given: PartyKind = "natural_person"): PartyValues {
  const text = typed.trim();
  const digits = text.replaceAll(" ", "");
  const isNumber = NUMBER.test(text) && digits.length >= 6 && digits.length <= 8;
  const kind = isNumber && given === "natural_person" ? "legal_entity" : given;
  return {
    kind,
    fullName: isNumber ? "" : typed,
    ...(isNumber ? { registrationNo: digits } : {}),
    country: "CZ",
    addresses: [{ kind: kind === "legal_entity" ? "seat" : "main" }],
    emails: [{ value: "" }],
    phones: [{ value: "" }],
  };
}

/** A stored party as its form begins. The birth number is not here: left out, it stays. */
export function draftOf(party: PartyCard): PartyValues {
  const contacts = (kind: "email" | "phone") =>
    party.contacts
      .filter((contact) => contact.kind === kind)
      .map(({ value, note }) => ({ value, note }));
  return {
    kind: party.kind,
    fullName: party.fullName,
    birthOn: party.birthOn,
    sex: party.sex,
    registrationNo: party.registrationNo,
    taxId: party.taxId,
    legalForm: party.legalForm,
    shortName: party.shortName,
    vatId: party.vatId,
    inn: party.inn,
    kpp: party.kpp,
    ogrn: party.ogrn,
    fileMark: party.fileMark,
    country: party.country,
    dataBoxId: party.dataBoxId,
    web: party.web,
    otherId: party.otherId,
    note: party.note,
    addresses: party.addresses.map(
      ({ kind, street, city, postalCode, country, addressPoint, fiasCode, fias }) => ({
        ...{ kind, street, city, postalCode, country, addressPoint, fiasCode, fias },
      }),
    ),
    licences: party.licences.map(({ id: _id, ...licence }) => licence),
    emails: contacts("email"),
    phones: contacts("phone"),
  };
}
