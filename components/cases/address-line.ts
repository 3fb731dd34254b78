import { formatPostalCode } from "@/server/kernel/identifiers";

export type AddressParts = {
  street: string | null;
  city: string | null;
  postalCode: string | null;
  country: string | null;
};

/** "Bělehradská 1284/17, 400 01 Ústí nad Labem"; a foreign country at the end; null without any. */
export function addressLine(address: AddressParts): string | null {
  const { street, city, postalCode, country } = address;
  const isHome = country === null || country === "CZ" || country === "SK";
  const town = [postalCode && formatPostalCode(postalCode, country), city]
    .filter(Boolean)
    .join(" ");
  const parts = [street, town, isHome ? null : country].filter(Boolean);
  return parts.length > 0 ? parts.join(", ") : null;
}
