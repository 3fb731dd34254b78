import type { AddressKind } from "@/db/values/parties";
import type { AddressRecord } from "./address";
import { MERGE_FIELDS, type MergeField } from "./inputs";
import type { ContactRecord, LicenceRecord } from "./party";

export type Side = "kept" | "merged";
/** One side's fields as the rule compares them; the birth number masked, its hash decides equality. */
export type MergeValues = Record<MergeField, string | null>;

export interface FieldChoice {
  field: MergeField;
  kept: string | null;
  merged: string | null;
  /** Whose value the record will have; "both" joins two notes. */
  winner: Side | "both";
  /** The sides say different things and the person may choose; else the rule alone decides. */
  isOpen: boolean;
}

/**
 * Which value wins, field by field: the kept record's own, unless it has none or the person chose
 * the other; two notes are joined. Values that belong together go together: name with being a
 * company, birth date and sex with the birth number, country with the registration number.
 */
export function chooseFields(
  sides: { kept: MergeValues; merged: MergeValues },
  take: readonly MergeField[],
): FieldChoice[] {
  const winners = new Map(MERGE_FIELDS.map((field) => [field, winnerOf(field, sides, take)]));
  const led = new Set<MergeField>();
  const isCompany = (side: Side) => sides[side].kind === "legal_entity";
  const follow = (leader: MergeField, followers: readonly MergeField[]) => {
    const side = winners.get(leader);
    if (side === undefined || side === "both") return;
    for (const field of followers) {
      winners.set(field, side);
      led.add(field);
    }
  };
  if (isCompany("kept") !== isCompany("merged")) follow("kind", ["fullName"]);
  if (sides.kept.birthNumber !== null || sides.merged.birthNumber !== null) {
    follow("birthNumber", ["birthOn", "sex"]);
  }
  if (winners.get("registrationNo") === "merged") follow("registrationNo", ["country"]);
  return MERGE_FIELDS.map((field) => {
    const kept = sides.kept[field];
    const merged = sides.merged[field];
    const isOpen = kept !== null && merged !== null && kept !== merged && !led.has(field);
    return { field, kept, merged, winner: winners.get(field) ?? "kept", isOpen };
  });
}

function winnerOf(
  field: MergeField,
  sides: { kept: MergeValues; merged: MergeValues },
  take: readonly MergeField[],
): Side | "both" {
  const kept = sides.kept[field];
  const merged = sides.merged[field];
  if (merged === null || kept === merged) return "kept";
  if (kept === null || take.includes(field)) return "merged";
  return field === "note" ? "both" : "kept";
}

/** Which address of each kind stays, and whose it is. */
export function chooseAddresses(
  sides: { kept: readonly AddressRecord[]; merged: readonly AddressRecord[] },
  take: readonly AddressKind[],
): { kept: AddressRecord | null; merged: AddressRecord | null; kind: AddressKind; winner: Side }[] {
  const kinds = [...sides.kept, ...sides.merged].map((address) => address.kind);
  return [...new Set(kinds)].map((kind) => {
    const kept = sides.kept.find((address) => address.kind === kind) ?? null;
    const merged = sides.merged.find((address) => address.kind === kind) ?? null;
    const winner = merged !== null && (kept === null || take.includes(kind)) ? "merged" : "kept";
    return { kind, kept, merged, winner };
  });
}

/** Contacts of the merged record that the kept one does not have. */
export function newContacts<T extends Pick<ContactRecord, "kind" | "value">>(
  kept: readonly Pick<ContactRecord, "kind" | "value">[],
  merged: readonly T[],
): T[] {
  const key = (contact: Pick<ContactRecord, "kind" | "value">) =>
    `${contact.kind} ${contact.value}`;
  const known = new Set(kept.map(key));
  return merged.filter((contact) => !known.has(key(contact)));
}

/** Licences of the merged record that the kept one does not have. */
export function newLicences<T extends Pick<LicenceRecord, "kind" | "number">>(
  kept: readonly Pick<LicenceRecord, "kind" | "number">[],
  merged: readonly T[],
): T[] {
  const key = ({ kind, number }: Pick<LicenceRecord, "kind" | "number">) => `${kind}\n${number}`;
  const known = new Set(kept.map(key));
  return merged.filter((licence) => !known.has(key(licence)));
}
