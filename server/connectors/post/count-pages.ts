import { inflateSync } from "node:zlib";

/** What object streams may grow to, all together. */
const INFLATED_MAX = 64 * 1024 * 1024;

/**
 * Pages of a PDF, as the root of its tree of pages counts them; null where it cannot be read so: it is
 * encrypted, or damaged.
 */
export function countPages(pdf: Uint8Array): number | null {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).toString("latin1");
  if (/\/Encrypt\s+\d+\s+\d+\s+R/.test(text)) return null;
  const objects = objectsOf(text);
  const catalogs = [...objects.values()].filter((body) => /\/Type\s*\/Catalog\b/.test(body));
  for (const catalog of catalogs.reverse()) {
    const root = /\/Pages\s+(\d+)\s+\d+\s+R/.exec(catalog)?.[1];
    const count = root === undefined ? null : countOf(objects, objects.get(Number(root)));
    if (count !== null) return count;
  }
  return null;
}

function countOf(objects: Map<number, string>, pages: string | undefined): number | null {
  // The number of a count of its own follows the word, that of another object ends in R.
  const [, reference, direct] = /\/Count\s+(?:(\d+)\s+\d+\s+R|(\d+))/.exec(pages ?? "") ?? [];
  const count = Number(reference === undefined ? direct : objects.get(Number(reference)));
  return Number.isSafeInteger(count) && count > 0 ? count : null;
}

/** Bodies by number, without their streams; of one that was written again the last. */
function objectsOf(text: string): Map<number, string> {
  const objects = new Map<number, string>();
  let left = INFLATED_MAX;
  for (const found of text.matchAll(/(?:^|[\s>])(\d{1,10})\s+\d{1,5}\s+obj\b/g)) {
    const start = found.index + found[0].length;
    const end = text.indexOf("endobj", start);
    if (end < 0) break;
    const body = text.slice(start, end);
    const streamAt = body.indexOf("stream");
    const head = streamAt < 0 ? body : body.slice(0, streamAt);
    objects.set(Number(found[1]), head);
    if (streamAt < 0 || !/\/Type\s*\/ObjStm\b/.test(head)) continue;
    const stream = inflate(body.slice(streamAt), left);
    left -= stream.length;
    for (const [number, packed] of unpack(head, stream)) objects.set(number, packed);
  }
  return objects;
}

function inflate(written: string, bytesMax: number): string {
  const begin = /^stream\r?\n/.exec(written)?.[0].length ?? 0;
  const bytes = Buffer.from(written.slice(begin, written.lastIndexOf("endstream")), "latin1");
  try {
    return inflateSync(bytes, { maxOutputLength: Math.max(bytesMax, 1) }).toString("latin1");
  } catch {
    return "";
  }
}

/** The objects of an object stream: pairs of number and place, then the bodies from First on. */
function unpack(head: string, stream: string): [number, string][] {
  const first = Number(/\/First\s+(\d+)/.exec(head)?.[1] ?? Number.NaN);
  if (!Number.isSafeInteger(first) || first > stream.length) return [];
  const numbers = stream.slice(0, first).trim().split(/\s+/).map(Number);
  const pairs = numbers.flatMap((number, index): [number, number][] =>
    index % 2 === 0 ? [[number, numbers[index + 1] ?? 0]] : [],
  );
  return pairs.map(([number, at], index) => {
    const next = pairs[index + 1]?.[1];
    return [number, stream.slice(first + at, next === undefined ? undefined : first + next)];
  });
}
