import { isDateCell, isErrorCell, NOT_COMPUTED, serialOfIso } from "../cells";
import { type ColumnType, decimalOfMinor, type Tone, type WriteValue } from "./columns";
import { pragueSerial } from "./prague-clock";
import { type CellFormat, styleIndex } from "./xlsx-styles";

/** The most characters that Excel takes into one cell. */
const TEXT_MAX = 32_767;

/** A cell; `ref` is its address. Nothing becomes a formula: text is always written as text. */
export function cellXml(
  ref: string,
  value: WriteValue,
  how: { type: ColumnType; tone: Tone },
): string {
  if (value === null || value === undefined || value === "") return "";
  const { type, tone } = how;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return "";
    if (type === "text") return textXml(ref, String(value), { tone });
    const isMoney = type === "money";
    return numberXml(ref, isMoney ? decimalOfMinor(value) : String(value), {
      format: isMoney ? "money" : "general",
      tone,
    });
  }
  if (typeof value === "boolean") {
    return `<c r="${ref}" s="${styleIndex("general", tone)}" t="b"><v>${value ? 1 : 0}</v></c>`;
  }
  if (value instanceof Date)
    return numberXml(ref, String(pragueSerial(value)), { format: "time", tone });
  if (isDateCell(value)) {
    const format = Number.isInteger(value.date) ? "day" : "time";
    return numberXml(ref, String(value.date), { format, tone });
  }
  if (isErrorCell(value)) return errorXml(ref, value.error, tone);
  if (type === "day") {
    const serial = serialOfIso(value);
    if (serial !== null) return numberXml(ref, String(serial), { format: "day", tone });
  }
  return textXml(ref, value, { tone });
}

export function textXml(
  ref: string,
  text: string,
  how: { tone: Tone; isHeader?: boolean },
): string {
  const style = styleIndex(how.isHeader ? "header" : "text", how.tone);
  const cut = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX - 1)}…` : text;
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(cut)}</t></is></c>`;
}

/** An empty cell that is only coloured. */
export function blankXml(ref: string, tone: Tone): string {
  return `<c r="${ref}" s="${styleIndex("general", tone)}"/>`;
}

function numberXml(ref: string, number: string, how: { format: CellFormat; tone: Tone }): string {
  return `<c r="${ref}" s="${styleIndex(how.format, how.tone)}"><v>${number}</v></c>`;
}

function errorXml(ref: string, error: string, tone: Tone): string {
  // Our own word for a formula without result is no error of Excel.
  if (error === NOT_COMPUTED || !KNOWN_ERRORS.test(error)) return textXml(ref, error, { tone });
  return `<c r="${ref}" s="${styleIndex("general", tone)}" t="e"><v>${error}</v></c>`;
}

const KNOWN_ERRORS = /^#(?:NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|N\/A|GETTING_DATA)$/;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
const SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_(?=x[\da-fA-F]{4}_)/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML forbids.
const HAS_SPECIAL = /[&<>\u0000-\u0008\u000b-\u001f\ufffe\uffff]|_x/;

/** Text for XML; what XML cannot say is written as Excel does, "_x000D_". */
export function escapeText(text: string): string {
  if (!HAS_SPECIAL.test(text)) return text;
  return text.replace(SPECIAL, (char) => {
    if (char === "&") return "&amp;";
    if (char === "<") return "&lt;";
    if (char === ">") return "&gt;";
    if (char === "\0") return "";
    return `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
  });
}

export function escapeAttribute(text: string): string {
  return escapeText(text).replaceAll('"', "&quot;").replaceAll("\n", "&#10;");
}

const names: string[] = [];

/** 0 -> "A", 27 -> "AB". */
export function columnName(column: number): string {
  const known = names[column];
  if (known !== undefined) return known;
  let name = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  }
  names[column] = name;
  return name;
}
