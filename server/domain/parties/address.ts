import type { AddressCheck, AddressKind } from "@/db/values/parties";
import { addressKey } from "@/server/kernel/address-key";
import type { Day } from "@/server/kernel/days";
import {
  type FiasLevel,
  type FiasParts,
  fiasPlace,
  fiasStreet,
  fiasTown,
  tidyFias,
} from "@/server/kernel/fias-address";
import { tidy } from "@/server/kernel/fold";
import { parsePostalCode } from "@/server/kernel/identifiers";
import { type Finding, finding } from "@/server/kernel/parsed";

export { addressKey, isHouseKey, townKey } from "@/server/kernel/address-key";

export interface AddressRecord {
  kind: AddressKind;
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string;
  addressKey: string;
  addressPoint: string | null;
  fiasCode: string | null;
  /** Of Russia: the levels that street and city were written of. */
  fias: FiasParts | null;
}

/** With what a register said of it; null where none was asked, or it has changed since. */
export interface StoredAddress extends AddressRecord {
  checkResult: AddressCheck | null;
  checkedOn: Day | null;
}

interface AddressDraft {
  kind: AddressKind;
  street?: string | null;
  city?: string | null;
  postalCode?: string | null;
  country?: string | null;
  addressPoint?: string | null;
  fiasCode?: string | null;
  fias?: Partial<Record<FiasLevel, string | null>> | null;
}

/** A Russian postal code. */
const INDEX = /^\d{6}$/;

/**
 * An address as it is stored; null for an empty one. The postal code tells the country when the
 * address does not. A postal code that cannot be read is a finding.
 */
export function readAddress(
  draft: AddressDraft,
  partyCountry: string,
): { record: AddressRecord | null; findings: Finding[]; warnings: Finding[] } {
  const fias = draft.fias ? tidyFias(draft.fias) : null;
  const street = fias ? fiasStreet(fias) : tidy(draft.street ?? "") || null;
  const city = fias ? fiasTown(fias) : tidy(draft.city ?? "") || null;
  const typedCode = tidy(draft.postalCode ?? "");
  if (!street && !city && !typedCode) return { record: null, findings: [], warnings: [] };
  const isForeign =
    (draft.country ?? partyCountry) !== "CZ" && (draft.country ?? partyCountry) !== "SK";
  const options = draft.country || isForeign ? { country: draft.country ?? partyCountry } : {};
  const code = typedCode ? parsePostalCode(typedCode, options) : null;
  const postalCode = code?.ok ? code.value.value : null;
  const told = code?.ok ? code.value.country : null;
  const record = {
    kind: draft.kind,
    street,
    city,
    postalCode,
    country: draft.country ?? told ?? partyCountry,
    addressKey: addressKey({ street, city: fias ? fiasPlace(fias) : city, postalCode }),
    addressPoint: draft.addressPoint || null,
    fiasCode: draft.fiasCode || null,
    fias,
  };
  const isIndex = record.country !== "RU" || postalCode === null || INDEX.test(postalCode);
  return {
    record,
    findings: [
      ...(code && !code.ok ? [code.finding] : []),
      ...(isIndex ? [] : [finding("parties.index_bad_shape", { value: postalCode ?? "" })]),
    ],
    warnings: code?.ok ? code.warnings : [],
  };
}

/** Where letters go: the main address, else the seat; never another one. */
export function postalAddress<T extends { kind: AddressKind }>(addresses: readonly T[]): T | null {
  const of = (kind: AddressKind) => addresses.find((address) => address.kind === kind);
  return of("main") ?? of("seat") ?? null;
}
