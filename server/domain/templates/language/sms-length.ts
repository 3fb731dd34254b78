/** 3GPP TS 23.038: characters of the default alphabet, and those that take an escape before them. */
const BASIC =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
  "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION = "\f^{}\\[~]|€";

const SEPTETS = new Map<string, number>([
  ...[...BASIC].map((char): [string, number] => [char, 1]),
  ...[...EXTENSION].map((char): [string, number] => [char, 2]),
]);

/** Units that fit a single message, and each part of a longer one (a header takes the rest). */
export const SMS_CAPACITY = {
  gsm7: { single: 160, part: 153 },
  ucs2: { single: 70, part: 67 },
} as const;

export type SmsEncoding = keyof typeof SMS_CAPACITY;

export type SmsLength = {
  encoding: SmsEncoding;
  /** Septets or UTF-16 code units of the whole text. */
  units: number;
  /** Messages that are paid for; 0 for an empty text. */
  parts: number;
  /** Units that still fit without another part. */
  unitsLeft: number;
  /** Each character that GSM-7 lacks, once, in the order of the text; empty for GSM-7. */
  forcing: string[];
};

/**
 * How a text is sent by SMS. A two-septet character and a surrogate pair are never cut in two, so a
 * part may end a unit early.
 */
export function smsLength(text: string): SmsLength {
  const forcing = [...new Set([...text].filter((char) => !SEPTETS.has(char)))];
  const encoding: SmsEncoding = forcing.length === 0 ? "gsm7" : "ucs2";
  const { single, part } = SMS_CAPACITY[encoding];
  const sizes = [...text].map((char) =>
    encoding === "gsm7" ? (SEPTETS.get(char) ?? 1) : char.length,
  );
  const units = sizes.reduce((sum, size) => sum + size, 0);
  if (units === 0) return { encoding, units, parts: 0, unitsLeft: single, forcing };
  if (units <= single) return { encoding, units, parts: 1, unitsLeft: single - units, forcing };
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > part) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, parts, unitsLeft: part - used, forcing };
}

const REPLACED: Readonly<Record<string, string>> = {
  "„": '"',
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "‚": "'",
  "‘": "'",
  "’": "'",
  "–": "-",
  "—": "-",
  "−": "-",
  "‑": "-",
  "‐": "-",
  "…": "...",
  "•": "-",
  "×": "x",
  "№": "No",
  "™": "(TM)",
  "©": "(c)",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ø: "ø",
  œ: "oe",
  Œ: "OE",
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]|\ufe0f/;
const MARKS = /[\u0300-\u036f]/g;
const SPACE = /[^\S\n\r\f]/;

/**
 * The text in GSM-7 as far as it goes: Latin letters lose the diacritics that GSM-7 lacks ("č", but
 * not "é"), typographic marks and spaces become plain ones. What has no likeness there (Cyrillic,
 * emoji) stays and keeps the message in UCS-2.
 */
export function stripDiacritics(text: string): string {
  let stripped = "";
  for (const char of text.normalize("NFC")) {
    if (SEPTETS.has(char)) stripped += char;
    else if (SPACE.test(char)) stripped += " ";
    else if (!INVISIBLE.test(char)) stripped += likenessOf(char);
  }
  return stripped;
}

function likenessOf(char: string): string {
  const replaced = REPLACED[char];
  if (replaced !== undefined) return replaced;
  const bare = char.normalize("NFD").replace(MARKS, "");
  return [...bare].every((each) => SEPTETS.has(each)) ? bare : char;
}
