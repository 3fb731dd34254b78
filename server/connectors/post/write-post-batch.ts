import { createHash } from "node:crypto";
import { fold } from "@/server/kernel/fold";
import { ByteTarget, type WriteTarget, ZipWriter } from "../workbook";
import { type BatchEntry, type BatchFile, manifestCsv, manifestJson } from "./batch-manifest";
import { countPages } from "./count-pages";
import { DELIVERY_MODES, type DeliveryMode, isPdf, type PostalAddress } from "./letter";

/** A letter of a batch. Its files are fetched one by one, when their turn comes. */
export interface BatchLetter {
  key: string;
  deliveryMode: DeliveryMode;
  recipient: PostalAddress;
  isDuplex: boolean;
  pdf: readonly (() => Promise<Uint8Array>)[];
}

export interface BatchWritten {
  entries: BatchEntry[];
  bytes: number;
}

/**
 * A ZIP of letters for those who post without a contract: PDFs in the order of posting (by the way of
 * delivery, then country and postal code), `seznam.csv` and `seznam.json`. Memory grows with the list,
 * not with the files. Throws RangeError for what is no PDF; the target is then destroyed.
 */
export async function writePostBatch(
  letters: readonly BatchLetter[],
  target: WriteTarget,
): Promise<BatchWritten> {
  const file = new ByteTarget(target);
  const zip = new ZipWriter(file);
  try {
    const entries: BatchEntry[] = [];
    for (const [index, letter] of inOrder(letters).entries()) {
      entries.push(await writeLetter(zip, letter, { number: index + 1, of: letters.length }));
    }
    await zip.part("seznam.csv", manifestCsv(entries));
    await zip.part("seznam.json", manifestJson(entries));
    await zip.close();
    await file.end();
    return { entries, bytes: file.bytes };
  } catch (error) {
    file.destroy();
    throw error;
  }
}

function inOrder(letters: readonly BatchLetter[]): BatchLetter[] {
  const placeOf = ({ deliveryMode, recipient, key }: BatchLetter) => {
    const { country, postalCode, city, nameLines } = recipient;
    const abroad = country === "CZ" ? "0" : `1${country}`;
    const where = [postalCode.replace(/\s/g, ""), city, nameLines.join(" ")].map(fold);
    return [DELIVERY_MODES.indexOf(deliveryMode), abroad, ...where, key].join("\t");
  };
  const placed = letters.map((letter) => ({ letter, place: placeOf(letter) }));
  placed.sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0));
  return placed.map(({ letter }) => letter);
}

async function writeLetter(
  zip: ZipWriter,
  letter: BatchLetter,
  at: { number: number; of: number },
): Promise<BatchEntry> {
  const { key, recipient, deliveryMode, isDuplex } = letter;
  const files: BatchFile[] = [];
  for (const [index, fetch] of letter.pdf.entries()) {
    const bytes = await fetch();
    if (!isPdf(bytes))
      throw new RangeError(`writePostBatch: file ${index + 1} of ${key} is no PDF`);
    const suffix = letter.pdf.length > 1 ? `-${index + 1}` : "";
    const name = `${nameOf(letter, at)}${suffix}.pdf`;
    const part = await zip.open(name);
    await part.write(bytes);
    await part.end();
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    files.push({ name, sha256, bytes: bytes.length, pages: countPages(bytes) });
  }
  return { number: at.number, key, recipient, deliveryMode, isDuplex, files };
}

const WORDS: Readonly<Record<DeliveryMode, string>> = {
  ordinary: "obycejne",
  registered: "doporucene",
  registeredReceipt: "dodejka",
  ownHands: "vlastni-ruce",
};
const DIGITS_MIN = 4;
const NAME_MAX = 40;

/** "0012_doporucene_11000_novakova-jana": sorted by name they lie in the order of posting. */
function nameOf(letter: BatchLetter, { number, of }: { number: number; of: number }): string {
  const { deliveryMode, recipient } = letter;
  const digits = Math.max(DIGITS_MIN, String(of).length);
  const place = String(number).padStart(digits, "0");
  const plain = (text: string) => fold(text).replace(/[^a-z\d]+/g, "-");
  const who = plain(recipient.nameLines.join(" ")).slice(0, NAME_MAX).replace(/^-|-$/g, "");
  const code = plain(recipient.postalCode).replaceAll("-", "");
  return [place, WORDS[deliveryMode], code, who].filter((part) => part !== "").join("_");
}
