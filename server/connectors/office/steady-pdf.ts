import { createHash } from "node:crypto";
import { deflateSync, inflateSync } from "node:zlib";
import { type Edit, editPdf } from "./edit-pdf";

const two = (value: number): string => String(value).padStart(2, "0");

/** Dates of the information dictionary and of the archive's metadata. */
const DATES: readonly [RegExp, (at: Date) => string][] = [
  [/(?<=\/(?:Creation|Mod)Date\(D:)\d{14}/g, (at) => stamp(at).join("")],
  [
    /(?<=<xmp:(?:CreateDate|ModifyDate|MetadataDate)>)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/g,
    (at) => at.toISOString().slice(0, 19),
  ],
];

/** The file's own id, twice, and the office's checksum: made anew of time and chance each time. */
const MARKS =
  /(?<=\/ID \[ <)[0-9A-F]{32}|(?<=\/ID \[ <[0-9A-F]{32}>\s*<)[0-9A-F]{32}|(?<=\/DocChecksum \/)[0-9A-F]{32}/g;

const stamp = (at: Date): string[] => [
  String(at.getUTCFullYear()).padStart(4, "0"),
  two(at.getUTCMonth() + 1),
  two(at.getUTCDate()),
  two(at.getUTCHours()),
  two(at.getUTCMinutes()),
  two(at.getUTCSeconds()),
];

/**
 * A PDF of the office with the time of its making replaced by a given one and its marks by the hash
 * of the rest, so that the same letter is the same bytes. Marks and dates are as long as what stood
 * there; the colour profile, which says when it was made too, is packed anew.
 */
export function steadyPdf(bytes: Buffer, createdAt: Date): Buffer {
  let text = bytes.toString("latin1");
  text = editPdf(text, profileEdits(text, createdAt));
  for (const [pattern, dated] of DATES) text = text.replace(pattern, dated(createdAt));
  const blank = text.replace(MARKS, "0".repeat(32));
  const mark = createHash("sha256").update(blank, "latin1").digest("hex").slice(0, 32);
  return Buffer.from(text.replace(MARKS, mark.toUpperCase()), "latin1");
}

const PROFILE = /<<\/N 3\/Length (\d+) 0 R\/Filter\/FlateDecode>>\nstream\n/;
/** Where a colour profile holds its day and hour: six numbers of two bytes (ICC.1, 7.2.8). */
const PROFILE_DATE_AT = 24;

function profileEdits(text: string, createdAt: Date): Edit[] {
  const found = PROFILE.exec(text);
  if (!found) return [];
  const length = new RegExp(`\\n${found[1]} 0 obj\\n(\\d+)\\nendobj`).exec(text);
  if (!length?.[1]) return [];
  const at = found.index + found[0].length;
  const size = Number(length[1]);
  const profile = inflateSync(Buffer.from(text.slice(at, at + size), "latin1"));
  for (const [index, part] of stamp(createdAt).entries()) {
    profile.writeUInt16BE(Number(part), PROFILE_DATE_AT + 2 * index);
  }
  const packed = deflateSync(profile, { level: 9 });
  return [
    { at, length: size, text: packed.toString("latin1") },
    {
      at: length.index + length[0].indexOf("obj\n") + 4,
      length: length[1].length,
      text: String(packed.length),
    },
  ];
}
