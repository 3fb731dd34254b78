import { csvField } from "../workbook";
import type { DeliveryMode, PostalAddress } from "./letter";
import { streetAndCity } from "./letter-xml";

export interface BatchFile {
  name: string;
  sha256: string;
  bytes: number;
  /** null where its pages cannot be counted. */
  pages: number | null;
}

export interface BatchEntry {
  number: number;
  /** By which the letter is known to whoever ordered the batch. */
  key: string;
  recipient: PostalAddress;
  deliveryMode: DeliveryMode;
  isDuplex: boolean;
  files: readonly BatchFile[];
}

// Read by people of a post office or a print shop, in their language and not in the operator's.
const HEADINGS = [
  ...["Pořadí", "Soubor", "Adresát", "Ulice", "PSČ a obec", "Země", "Způsob doručení"],
  ...["Oboustranně", "Stran", "SHA-256", "Značka"],
];
const MODES: Readonly<Record<DeliveryMode, string>> = {
  ordinary: "obyčejně",
  registered: "doporučeně",
  registeredReceipt: "doporučeně s dodejkou",
  ownHands: "doporučeně s dodejkou do vlastních rukou",
};
const BOM = "\ufeff";

/** A line for each file, as Czech Excel opens it. */
export function manifestCsv(entries: readonly BatchEntry[]): string {
  const lines = entries.flatMap((entry) => entry.files.map((file) => lineOf(entry, file)));
  const fields = [HEADINGS, ...lines].map((line) =>
    line.map((value) => csvField(value, "text")).join(";"),
  );
  return `${BOM}${fields.join("\r\n")}\r\n`;
}

function lineOf(entry: BatchEntry, { name, pages, sha256 }: BatchFile) {
  const { number, key, recipient, deliveryMode, isDuplex } = entry;
  const [street, city] = streetAndCity(recipient);
  const where = [recipient.nameLines.join(", "), street, city, recipient.country];
  const how = [MODES[deliveryMode], isDuplex ? "ano" : "ne", pages, sha256, key];
  return [number, name, ...where, ...how];
}

/** The same for machines. */
export function manifestJson(entries: readonly BatchEntry[]): string {
  return `${JSON.stringify({ version: 1, letters: entries }, null, 2)}\n`;
}
