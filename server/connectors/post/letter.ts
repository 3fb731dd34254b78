export const DELIVERY_MODES = ["ordinary", "registered", "registeredReceipt", "ownHands"] as const;
/** How the post hands a letter over. */
export type DeliveryMode = (typeof DELIVERY_MODES)[number];

export interface PostalAddress {
  /** As they stand on the envelope, the organisation before the person. */
  nameLines: readonly string[];
  street: string;
  /** Číslo popisné, or the only one. */
  houseNumber: string;
  /** Číslo orientační, behind the slash. */
  orientationNumber?: string;
  city: string;
  postalCode: string;
  /** ISO 3166-1, two letters. */
  country: string;
}

/** A postal payment slip that is printed with the letter; in crowns. */
export interface PostalSlip {
  amountMinor: number;
  /** Of the account, "" where it has none. */
  prefix: string;
  account: string;
  bankCode: string;
  variableSymbol: string;
  specificSymbol: string;
  constantSymbol: string;
  message: string;
}

export interface LetterMessage {
  deliveryMode: DeliveryMode;
  sender: PostalAddress;
  recipient: PostalAddress;
  /** In the order in which they are printed. */
  pdf: readonly Uint8Array[];
  isDuplex: boolean;
  isColour?: boolean;
  slip?: PostalSlip;
}

export const FILES_MAX = 8;
const HOME_CODE = /^\d{3} ?\d{2}$/;
const DIGITS = (from: number, to: number) => new RegExp(`^\\d{${from},${to}}$`);

/** Why a letter cannot leave as it is, whoever carries it; null where nothing speaks against it. */
export function letterFault(letter: LetterMessage): string | null {
  const { pdf, sender, recipient, slip } = letter;
  if (pdf.length === 0) return "no_file";
  if (pdf.length > FILES_MAX) return "too_many_files";
  if (!pdf.every(isPdf)) return "not_pdf";
  const fault = addressFault(recipient);
  if (fault !== null) return `recipient_${fault}`;
  const senderFault = addressFault(sender);
  if (senderFault !== null) return `sender_${senderFault}`;
  return slip && !isSlip(slip) ? "slip" : null;
}

function addressFault({ nameLines, city, postalCode, country, ...where }: PostalAddress) {
  if (!nameLines.some((line) => line.trim() !== "")) return "name";
  if (city.trim() === "") return "city";
  if (where.street.trim() === "" && where.houseNumber.trim() === "") return "street";
  if (!/^[A-Z]{2}$/.test(country)) return "country";
  const isCode = isHome(country) ? HOME_CODE.test(postalCode) : postalCode.trim() !== "";
  return isCode ? null : "postal_code";
}

export const isHome = (country: string): boolean => country === "CZ";

function isSlip(slip: PostalSlip): boolean {
  const { amountMinor, prefix, account, bankCode } = slip;
  const { variableSymbol, specificSymbol, constantSymbol } = slip;
  return (
    Number.isSafeInteger(amountMinor) &&
    amountMinor > 0 &&
    DIGITS(0, 6).test(prefix) &&
    DIGITS(2, 10).test(account) &&
    DIGITS(4, 4).test(bankCode) &&
    DIGITS(0, 10).test(variableSymbol) &&
    DIGITS(0, 10).test(specificSymbol) &&
    DIGITS(0, 4).test(constantSymbol)
  );
}

const MAGIC = Buffer.from("%PDF-");
/** Some programs write a few bytes in front of it. */
const MAGIC_WITHIN = 1_024;

export function isPdf(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, MAGIC_WITHIN));
  return start.includes(MAGIC);
}
