import type { StatementEncoding } from "../statement";

export type CodePage = Exclude<StatementEncoding, "ascii" | "utf-8">;

// The upper half of CP852, which TextDecoder does not know; MultiCash writes its statements in it.
const CP852_UPPER =
  "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č" +
  "áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐" +
  "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀" +
  "ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0";

const UPPER_HALF = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

export type CodePageTable = {
  /** Code units and characters of all 256 bytes. */
  units: Uint16Array;
  chars: readonly string[];
  /** Where the platform knows the page. */
  decoder: TextDecoder | null;
};

function tableOf(upper: string, decoder: TextDecoder | null): CodePageTable {
  const units = Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < 128 ? byte : upper.charCodeAt(byte - 128),
  );
  const chars = Array.from(units, (unit) => String.fromCharCode(unit));
  return { units, chars, decoder };
}

function builtIn(label: string): CodePageTable {
  const decoder = new TextDecoder(label);
  return tableOf(decoder.decode(UPPER_HALF), decoder);
}

export const CODE_PAGES: Readonly<Record<CodePage, CodePageTable>> = {
  "windows-1250": builtIn("windows-1250"),
  "iso-8859-2": builtIn("iso-8859-2"),
  cp852: tableOf(CP852_UPPER, null),
  "windows-1251": builtIn("windows-1251"),
  cp866: builtIn("ibm866"),
};
