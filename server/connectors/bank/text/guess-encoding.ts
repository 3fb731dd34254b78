import { isAscii, isUtf8 } from "node:buffer";
import { PIECE_BYTES } from "../limits";
import type { StatementEncoding } from "../statement";
import { CODE_PAGES, type CodePage } from "./code-pages";

const BOM = [0xef, 0xbb, 0xbf];

export function bomLength(bytes: Uint8Array): number {
  return BOM.every((byte, index) => bytes[index] === byte) ? BOM.length : 0;
}

/** How the first bytes of a text are encoded; of several code pages the earlier wins a tie. */
export function guessEncoding(
  bytes: Uint8Array,
  codePages: readonly CodePage[],
): StatementEncoding {
  if (bomLength(bytes) > 0) return "utf-8";
  if (isAscii(bytes)) return "ascii";
  const whole = bytes.subarray(0, wholeCharacters(bytes));
  if (!isUtf8(whole)) return guessCodePage(bytes, codePages);
  if (!isAscii(whole)) return "utf-8";
  // One byte at the very end: of a character that goes on in the next piece, or of a code page.
  return bytes.length >= PIECE_BYTES ? "ascii" : guessCodePage(bytes, codePages);
}

export function guessCodePage(bytes: Uint8Array, codePages: readonly CodePage[]): CodePage {
  let best: { page: CodePage; score: number } | null = null;
  for (const page of codePages) {
    const score = scoreOf(bytes, CODE_PAGES[page].units);
    if (best === null || score > best.score) best = { page, score };
  }
  return best?.page ?? "windows-1250";
}

/** Length without a UTF-8 sequence that the end may have cut. */
export function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return bytes.length - back;
    if (byte < 0x80) return bytes.length;
  }
  return bytes.length;
}

// Letters that Czech, Slovak and Russian are full of, and those that they have but seldom use.
const USUAL = /[áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽа-яА-ЯёЁ]/;
const RARE = /[äĺľôŕÄĹĽÔŔ]/;
const LOWER = /[a-záčďéěíňóřšťúůýžäĺľôŕа-яё]/;
const LETTER = /\p{L}/u;

type Letter = { weight: number; isLower: boolean | null };

const letters = new Map<number, Letter>();

function letterOf(unit: number): Letter {
  const known = letters.get(unit);
  if (known !== undefined) return known;
  const char = String.fromCharCode(unit);
  const weight = USUAL.test(char) ? 4 : RARE.test(char) ? 2 : -4;
  const letter = { weight, isLower: LETTER.test(char) ? LOWER.test(char) : null };
  letters.set(unit, letter);
  return letter;
}

/**
 * How much like Czech, Slovak or Russian the bytes are in a code page. Letters stand among letters
 * of their own case: in CP852 an é of windows-1250 is an Ú, which "KopÚ" gives away.
 */
function scoreOf(bytes: Uint8Array, table: Uint16Array): number {
  let score = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] as number;
    if (byte < 128) continue;
    const { weight, isLower } = letterOf(table[byte] as number);
    score += weight;
    if (isLower === null) continue;
    const before = letterOf(table[bytes[i - 1] ?? 32] as number).isLower;
    if (before !== null) score += before === isLower ? 1 : -1;
  }
  return score;
}
