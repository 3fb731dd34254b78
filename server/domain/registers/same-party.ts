import { addressKey } from "@/server/kernel/address-key";
import { type RegisterAddress, streetLine } from "@/server/kernel/company-record";
import { foldWords } from "@/server/kernel/fold";
import { companyKey } from "../parties";
import type { Subject, SubjectAddress } from "./subject";

/**
 * Whether a register's name is that of the party: of a company without regard to how its legal form
 * is written, of an entrepreneur where both the given name and the surname stand in it.
 */
export function hasSameName(subject: Subject, name: string): boolean {
  const { kind, givenName, surname, fullName } = subject;
  if (kind === "legal_entity" || !surname) return companyKey(fullName) === companyKey(name);
  const said = new Set(foldWords(name));
  return foldWords(`${givenName ?? ""} ${surname}`).every((word) => said.has(word));
}

/** Keys under which people may have written an address that a register knows in parts. */
export function keysOfRegister(address: RegisterAddress): string[] {
  const { street, townPart, town, houseNumber, orientationNumber } = address;
  const places = [town, townPart, address.district].filter((place) => place !== null);
  const lines = [streetLine(address)];
  const name = street ?? townPart ?? town;
  for (const number of [houseNumber, orientationNumber]) {
    if (number !== null) lines.push(`${name ?? ""} ${number}`);
  }
  return places.flatMap((city) => lines.map((line) => addressKey({ street: line, city })));
}

/** Null where either side has none to compare. */
export function hasSameAddress(
  addresses: readonly SubjectAddress[],
  said: RegisterAddress | null,
): boolean | null {
  if (addresses.length === 0 || said === null) return null;
  const keys = new Set(keysOfRegister(said));
  return addresses.some(({ key }) => keys.has(key));
}
