import type { RegisterAddress } from "@/server/kernel/company-record";
import { type Day, isDay } from "@/server/kernel/days";
import { type AccountNumber, accountOf, ibanOf } from "../bank";
import { childText, writeXml, type XmlElement, xmlChild, xmlChildren } from "../xml";

export const ADIS_NAMESPACE = "http://adis.mfcr.cz/rozhraniCRPDPH/";
export const ADIS_OPERATION = "getStatusNespolehlivySubjektRozsirenyV2";
export const ADIS_MESSAGE = "StatusNespolehlivySubjektRozsirenyV2";
const SOAP = "http://schemas.xmlsoap.org/soap/envelope/";

export const VAT_PAYER_KINDS = ["payer", "identified", "group", "unreliable_person"] as const;
export type VatPayerKind = (typeof VAT_PAYER_KINDS)[number];

/** An account that a payer has published; only payments to such ones free their payer of liability. */
export interface PublishedAccount {
  /** The key that statements and payments know accounts by; as written where it is no account. */
  account: AccountNumber;
  iban: string | null;
  since: Day | null;
  until: Day | null;
}

/** Somebody in the Czech register of VAT payers. */
export interface VatPayer {
  /** With its prefix: "CZ99000016". */
  taxId: string;
  kind: VatPayerKind;
  /** Null where the register does not say. */
  isUnreliable: boolean | null;
  unreliableSince: Day | null;
  taxOffice: string | null;
  name: string | null;
  address: RegisterAddress | null;
  accounts: readonly PublishedAccount[];
}

/** A question about up to a hundred numbers without their prefixes. */
export function writeQuestion(numbers: readonly string[]): string {
  const fields = numbers.map((number) => ["roz:dic", number] as const);
  const attributes = { "xmlns:soapenv": SOAP, "xmlns:roz": ADIS_NAMESPACE };
  return writeXml({ name: "soapenv:Envelope", attributes }, [
    ["soapenv:Body", [[`roz:${ADIS_MESSAGE}Request`, fields]]],
  ]);
}

const KINDS: Readonly<Record<string, VatPayerKind>> = {
  PLATCE_DPH: "payer",
  IDENTIFIKOVANA_OSOBA: "identified",
  SKUPINA_DPH: "group",
  NESPOLEHLIVA_OSOBA: "unreliable_person",
};
const UNRELIABLE: Readonly<Record<string, boolean>> = { ANO: true, NE: false };

/** What is said of one number; `payer` is null where it is nobody's. Null: it cannot be read. */
export function readSubject(
  element: XmlElement,
): { number: string; payer: VatPayer | null } | null {
  const { typSubjektu = "", dic = "", nespolehlivyPlatce = "" } = element.attributes;
  const number = dic.replace(/^CZ/, "");
  if (!/^\d{8,10}$/.test(number)) return null;
  if (typSubjektu === "NENALEZEN") return { number, payer: null };
  const kind = KINDS[typSubjektu];
  if (kind === undefined) return null;
  const accounts = xmlChild(element, "zverejneneUcty");
  const address = xmlChild(element, "adresa");
  const payer = {
    ...{ taxId: `CZ${number}`, kind, isUnreliable: UNRELIABLE[nespolehlivyPlatce] ?? null },
    unreliableSince: dayOf(element.attributes.datumZverejneniNespolehlivosti),
    taxOffice: element.attributes.cisloFu || null,
    name: childText(element, "nazevSubjektu") || null,
    address: address === undefined ? null : addressOf(address),
    accounts: accounts === undefined ? [] : xmlChildren(accounts, "ucet").flatMap(publishedOf),
  };
  return { number, payer };
}

function publishedOf(element: XmlElement): PublishedAccount[] {
  const [own, other] = [xmlChild(element, "standardniUcet"), xmlChild(element, "nestandardniUcet")];
  const { predcisli = "", cislo = "", kodBanky = "" } = (own ?? other)?.attributes ?? {};
  const written = own !== undefined && predcisli !== "" ? `${predcisli}-${cislo}` : cislo;
  const account = accountOf(written, own === undefined || kodBanky === "" ? null : kodBanky);
  if (account === null) return [];
  const { datumZverejneni, datumZverejneniUkonceni } = element.attributes;
  const during = { since: dayOf(datumZverejneni), until: dayOf(datumZverejneniUkonceni) };
  return [{ account, iban: ibanOf(account), ...during }];
}

/** The register writes street and number as one. */
function addressOf(element: XmlElement): RegisterAddress {
  const text = (name: string) => childText(element, name) || null;
  const [street, townPart, town] = [text("uliceCislo"), text("castObce"), text("mesto")];
  const postalCode = text("psc")?.replaceAll(/\s/g, "") ?? null;
  const isCzech = /^(?:ČESKÁ REPUBLIKA|ČESKO|CZ)$/i.test(text("stat") ?? "");
  const place = [postalCode, town].filter((part) => part !== null).join(" ");
  const parts = [street, townPart === town ? null : townPart, place === "" ? null : place];
  return {
    text: parts.filter((part) => part !== null).join(", ") || null,
    ...{ street, houseNumber: null, isRecreational: false, orientationNumber: null },
    ...{ townPart, district: null, town, postalCode, country: isCzech ? "CZ" : null },
    addressPoint: null,
  };
}

function dayOf(text: string | undefined): Day | null {
  const day = text?.slice(0, 10);
  return isDay(day) ? day : null;
}
