import { fold, foldWords } from "@/server/kernel/fold";
import type { ContactRecord, PartyRecord } from "./party";

const HOME_PREFIX = /^\+42[01]/;

type Searchable = Pick<
  PartyRecord,
  "fullName" | "givenName" | "surname" | "registrationNo" | "taxId" | "dataBoxId" | "otherId"
> &
  Partial<Pick<PartyRecord, "shortName" | "vatId" | "inn" | "ogrn">> & {
    contacts: readonly Pick<ContactRecord, "kind" | "value">[];
  };

/** Words of the name, for `search_words`: they make fragments inside a word findable. */
export function vocabularyOf(
  party: Pick<Searchable, "fullName" | "givenName" | "surname">,
): string[] {
  const name = party.surname ? `${party.givenName ?? ""} ${party.surname}` : party.fullName;
  return [...new Set(foldWords(name))].sort();
}

/**
 * Everything a party is found by, as lexemes of its search vector: words of the name, e-mails
 * whole, telephones as dialled at home and from abroad, identifiers. The birth number is not among
 * them; it is found by its hash.
 */
export function searchWordsOf(party: Searchable): string[] {
  const words = new Set(vocabularyOf(party));
  const { registrationNo, taxId, vatId, inn, ogrn, dataBoxId } = party;
  for (const id of [registrationNo, taxId, vatId, inn, ogrn, dataBoxId]) {
    if (id) words.add(fold(id).replaceAll(" ", ""));
  }
  for (const word of foldWords(party.otherId ?? "")) words.add(word);
  for (const word of foldWords(party.shortName ?? "")) words.add(word);
  for (const { kind, value } of party.contacts) {
    if (kind === "email") words.add(fold(value));
    else {
      words.add(value.slice(1));
      if (HOME_PREFIX.test(value)) words.add(value.slice(4));
    }
  }
  return [...words].filter((word) => word !== "");
}
