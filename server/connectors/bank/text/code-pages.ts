import type { StatementEncoding } from "../statement";

export type CodePage = Exclude<StatementEncoding, "ascii" | "utf-8">;

// The upper half of CP852, which TextDecoder does not know; MultiCash writes its statements in it.
const CP852_UPPER =
  "ÇüéâäůćçłëŐőîŹÄĆÉĹĺôöĽľŚśÖÜŤťŁ×č" +
  "áíóúĄąŽžĘę¬źČş«»░▒▓│┤ÁÂĚŞ╣║╗╝Żż┐" +
  "└┴┬├─┼Ăă╚╔╩╦╠═╬¤đĐĎËďŇÍÎě┘┌█▄ŢŮ▀" +
  "ÓßÔŃńňŠšŔÚŕŰýÝţ´\u00ad˝˛ˇ˘§÷¸°¨˙űŘř■\u00a0";

const UPPER_HALF = Uint8Array.from({ length: 128 }, (_, index) => index + 128);

/** Code units and characters of all 256 bytes of a code page. */
export type CodePageTable = { units: Uint16Array; chars: readonly string[] };

function tableOf(upper: string): CodePageTable {
  const units = Uint16Array.from({ length: 256 }, (_, byte) =>
    byte < 128 ? byte : upper.charCodeAt(byte - 128),
  );
  return { units, chars: Array.from(units, (unit) => String.fromCharCode(unit)) };
}

function builtIn(label: string): CodePageTable {
  return tableOf(new TextDecoder(label).decode(UPPER_HALF));
}

export const CODE_PAGES: Readonly<Record<CodePage, CodePageTable>> = {
  "windows-1250": builtIn("windows-1250"),
  "iso-8859-2": builtIn("iso-8859-2"),
  cp852: tableOf(CP852_UPPER),
  "windows-1251": builtIn("windows-1251"),
  cp866: builtIn("ibm866"),
};
