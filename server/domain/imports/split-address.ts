import { tidy } from "@/server/kernel/fold";

export type AddressParts = {
  street: string | null;
  postalCode: string | null;
  city: string | null;
};

const POSTAL_CODE = /(?:^|[\s,;-])((?:CZ|SK)?[ -]?\d{3} ?\d{2})(?=$|[\s,;])/gi;
const ENDS = /^[\s,;–-]+|[\s,;–-]+$/g;

/**
 * An address written in one cell: "Dlouhá 12/3, 110 00 Praha 1", "110 00 Praha 1, Dlouhá 12/3",
 * "Lhota 15, 39 701", with line breaks for commas. Without a postal code the last part is the town.
 */
export function splitAddress(text: string): AddressParts {
  const line = tidy(text.replace(/[\r\n]+/g, ", "));
  const codes = [...line.matchAll(POSTAL_CODE)];
  const code = codes.at(-1);
  if (code === undefined) return byCommas(line);
  const postalCode = (code[1] ?? "").trim();
  const from = code.index + code[0].indexOf(code[1] ?? "");
  const before = trimmed(line.slice(0, from));
  const behind = trimmed(line.slice(from + (code[1] ?? "").length));
  if (behind === "") return { ...byCommas(before), postalCode };
  if (before !== "") return { street: before, postalCode, city: behind };
  const [city = "", ...rest] = behind.split(",").map(trimmed);
  return { street: rest.join(", ") || null, postalCode, city: city || null };
}

/** "Dlouhá 12, Praha": the last part is the town; one part alone with a number is a street. */
function byCommas(line: string): AddressParts {
  const parts = line
    .split(/[,;]/)
    .map(trimmed)
    .filter((part) => part !== "");
  const last = parts.pop() ?? null;
  if (parts.length > 0) return { street: parts.join(", "), postalCode: null, city: last };
  const isStreet = last !== null && /\d/.test(last);
  return { street: isStreet ? last : null, postalCode: null, city: isStreet ? null : last };
}

function trimmed(text: string): string {
  return text.replace(ENDS, "");
}
