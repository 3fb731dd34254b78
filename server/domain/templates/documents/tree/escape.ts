/** Characters that XML 1.0 cannot hold in any spelling, but for lone surrogates. */
const FORBIDDEN = /(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu;
const TELLING = /[&<>\r\ufffe\uffff]|(?![\t\n])\p{Cc}/u;
const QUOTES = /["\t\n]/;

/** Text for between tags; what XML cannot hold is left out. */
export function escapeText(text: string): string {
  const well = wellFormed(text);
  if (!TELLING.test(well)) return well;
  return well
    .replace(FORBIDDEN, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#13;");
}

/** Text for between double quotes. */
export function escapeAttribute(text: string): string {
  const escaped = escapeText(text);
  if (!QUOTES.test(escaped)) return escaped;
  return escaped.replaceAll('"', "&quot;").replaceAll("\t", "&#9;").replaceAll("\n", "&#10;");
}

/** Half of a character cannot be written in UTF-8. */
function wellFormed(text: string): string {
  return SURROGATE.test(text) ? text.replace(LONE, "") : text;
}

const SURROGATE = /[\ud800-\udfff]/;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
