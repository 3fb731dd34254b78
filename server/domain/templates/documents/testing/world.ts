import { deflateSync } from "node:zlib";
import type { Group, Term, TermKind, Value, Vocabulary } from "../../language";

/** Names and values for templates under test. */
function term(key: string, alias: string, rest: { kind: TermKind; terms?: Term[] }): Term {
  const names = { cs: alias, sk: alias, en: key, ru: alias };
  return { key, aliases: [alias], names, ...rest };
}

const TEXT = { kind: "text" } as const;

export const VOCABULARY: Vocabulary = [
  term("debtor", "Povinný", {
    kind: "group",
    terms: [
      term("fullName", "CeléJméno", TEXT),
      term("street", "Ulice", TEXT),
      term("city", "Obec", TEXT),
      term("email", "Email", TEXT),
      term("note", "Poznámka", TEXT),
    ],
  }),
  term("debt", "Dluh", {
    kind: "group",
    terms: [
      term("principal", "Jistina", { kind: "money" }),
      term("isOld", "JeStarý", { kind: "flag" }),
      term("paymentCode", "QR", { kind: "picture" }),
    ],
  }),
  term("claims", "Pohledávky", {
    kind: "list",
    terms: [
      term("number", "Číslo", TEXT),
      term("principal", "Jistina", { kind: "money" }),
      term("payments", "Platby", { kind: "list", terms: [term("amount", "Částka", TEXT)] }),
    ],
  }),
  term("instalments", "Splátky", { kind: "list", terms: [term("due", "Splatnost", TEXT)] }),
];

export function text(value: string): Value {
  return { kind: "text", text: value };
}

export function group(entries: Record<string, Value>): Group {
  return { kind: "group", entries };
}

export function list(...items: Record<string, Value>[]): Value {
  return { kind: "list", items: items.map(group) };
}

/** A real PNG of one grey level. */
export function png(size = 21): Uint8Array {
  const row = Buffer.alloc(size + 1);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: size }, () => row)));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header[8] = 8;
  const chunks = [chunk("IHDR", header), chunk("IDAT", pixels), chunk("IEND", Buffer.alloc(0))];
  return Buffer.concat([Buffer.from("89504e470d0a1a0a", "hex"), ...chunks]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const bytes = Buffer.alloc(body.length + 8);
  bytes.writeUInt32BE(data.length, 0);
  body.copy(bytes, 4);
  bytes.writeUInt32BE(sum(body), body.length + 4);
  return bytes;
}

function sum(bytes: Buffer): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Values of one case; `over` replaces whole groups. */
export function world(over: Record<string, Value> = {}): Group {
  return group({
    debtor: group({
      fullName: text("Jana Nováková"),
      street: text("Dlouhá 1"),
      city: text("Brno"),
      email: text("jana@example.cz"),
    }),
    debt: group({
      principal: { kind: "money", minor: 123_450, currency: "CZK" },
      isOld: { kind: "flag", isTrue: true },
      paymentCode: { kind: "picture", png: png(), widthMm: 30, heightMm: 30, alt: "QR platba" },
    }),
    claims: list(
      { number: text("FV1"), principal: { kind: "money", minor: 100_000, currency: "CZK" } },
      { number: text("FV2"), principal: { kind: "money", minor: 23_450, currency: "CZK" } },
    ),
    instalments: list({ due: text("1. 1.") }, { due: text("1. 2.") }),
    ...over,
  });
}
