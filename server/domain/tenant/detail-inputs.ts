import {
  formatPostalCode,
  parseDataBoxId,
  parsePostalCode,
  parseRegistrationNo,
  parseTaxId,
} from "@/server/kernel/identifiers";
import type { HomeCountry } from "@/server/kernel/locale";
import type { Finding, Parsed } from "@/server/kernel/parsed";

/** How the company signs its letters: names of the template language, `tenant.street` and so on. */
export const TENANT_DETAILS = [
  "street",
  "city",
  "postalCode",
  "registrationNo",
  "taxId",
  "email",
  "phone",
  "web",
  "dataBoxId",
] as const;
export type TenantDetail = (typeof TENANT_DETAILS)[number];

/** What is wrong with a detail, or odd about it; the code is one of the kernel's own. */
export interface DetailFinding extends Finding {
  field: TenantDetail;
}

export interface CheckedDetails {
  /** As they are kept: numbers without spaces, "110 00" with its space. */
  details: Partial<Record<TenantDetail, string>>;
  /** What is none at all: it is not kept. */
  faults: DetailFinding[];
  /** A check digit that does not agree: historic numbers fail theirs, so a person decides. */
  warnings: DetailFinding[];
}

type Parser = (value: string, country: HomeCountry) => Parsed<string>;

const PARSERS: Partial<Record<TenantDetail, Parser>> = {
  postalCode: (value, country) => {
    const parsed = parsePostalCode(value, { country });
    if (!parsed.ok) return parsed;
    return { ...parsed, value: formatPostalCode(parsed.value.value).replace("\u00a0", " ") };
  },
  registrationNo: (value, country) => parseRegistrationNo(value, { country }),
  taxId: (value, country) => parseTaxId(value, { country }),
  dataBoxId: (value) => parseDataBoxId(value),
};

/** How a company says it is to be found, checked field by field; empty ones are left as they are. */
export function checkDetails(
  given: Partial<Record<TenantDetail, string | null | undefined>>,
  country: HomeCountry,
): CheckedDetails {
  const checked: CheckedDetails = { details: {}, faults: [], warnings: [] };
  for (const [field, parse] of Object.entries(PARSERS) as [TenantDetail, Parser][]) {
    const typed = given[field]?.trim() ?? "";
    if (typed === "") continue;
    const parsed = parse(typed, country);
    if (parsed.ok) {
      checked.details[field] = parsed.value;
      checked.warnings.push(...parsed.warnings.map((warning) => ({ field, ...warning })));
    } else checked.faults.push({ field, ...parsed.finding });
  }
  return checked;
}

/** Without these a letter does not say whom it is from, nor a mail whom to answer. */
export const LETTER_DETAILS = ["street", "city", "postalCode", "registrationNo", "email"] as const;
export type LetterDetail = (typeof LETTER_DETAILS)[number];

export const missingOf = (details: Partial<Record<TenantDetail, string>>): LetterDetail[] =>
  LETTER_DETAILS.filter((key) => (details[key] ?? "").trim() === "");
