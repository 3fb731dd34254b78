const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&apos;": "'",
};

const REFERENCE = /&[^\s;&]{0,40};?/g;
const DECIMAL = /^&#(\d{1,7});$/;
const HEX = /^&#x([0-9a-fA-F]{1,6});$/;
const CODE_POINT_MAX = 0x10ffff;

/** Text with its references resolved, or the first one that XML does not know by itself. */
export function readText(written: string): { text: string; entity: string | null } {
  let unknown: string | null = null;
  const text = written.replace(REFERENCE, (reference) => {
    const char = ENTITIES[reference] ?? characterOf(reference);
    if (char === null) unknown ??= reference;
    return char ?? "";
  });
  return { text, entity: unknown };
}

function characterOf(reference: string): string | null {
  const decimal = DECIMAL.exec(reference)?.[1];
  const hex = HEX.exec(reference)?.[1];
  const code = decimal !== undefined ? Number(decimal) : Number.parseInt(hex ?? "", 16);
  if (!(code > 0 && code <= CODE_POINT_MAX)) return null;
  // Halves of a pair are no characters by themselves.
  return code >= 0xd800 && code <= 0xdfff ? null : String.fromCodePoint(code);
}
