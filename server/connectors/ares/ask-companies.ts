import type { CompanyRecord } from "@/server/kernel/company-record";
import type { Asked, MatchQuality, RegisterAnswer } from "@/server/kernel/register-answer";
import { callRegister, type RegisterAccess, unavailable } from "../registers";
import { unasked } from "../registers/unasked";
import { jsonBody } from "../web";
import { ARES_BYTES_MAX, companiesForm, companyForm, readAres } from "./ares-words";
import { companyOf } from "./company";

const NUMBER = /^\d{8}$/;

/** As many registration numbers as one question may name. */
export const COMPANIES_MAX = 100;

/**
 * A company by its registration number of eight digits, ended ones too. ARES looks at the shape only:
 * some numbers in it fail the check of their digits (`hasOddCheckDigit`).
 */
export async function askCompany(
  access: RegisterAccess,
  registrationNo: string,
): Promise<Asked<CompanyRecord>> {
  if (!NUMBER.test(registrationNo)) return unasked("no_identifier");
  const call = { method: "GET", path: `ekonomicke-subjekty/${registrationNo}` } as const;
  const headers = { accept: "application/json" };
  return callRegister(access, { ...call, headers, bytesMax: ARES_BYTES_MAX }, (reply) =>
    readAres(reply, (json) => {
      const company = companyForm.safeParse(json);
      if (!company.success) return unavailable("garbage");
      if (company.data.ico !== registrationNo) return unavailable("wrong_person");
      return found([companyOf(company.data)], "identifier", false);
    }),
  );
}

/**
 * Companies by up to a hundred registration numbers at once; those that are not among the records
 * are not in the register, unless the answer is cut. More are refused, and so is none.
 */
export async function askCompanies(
  access: RegisterAccess,
  registrationNos: readonly string[],
): Promise<Asked<CompanyRecord>> {
  const asked = [...new Set(registrationNos)];
  if (asked.length === 0 || !asked.every((each) => NUMBER.test(each))) {
    return unasked("no_identifier");
  }
  if (asked.length > COMPANIES_MAX) return unasked("refused", "too_many");
  const question = { start: 0, pocet: COMPANIES_MAX, razeni: [], ico: asked };
  return search(access, question, (records, isCut) => {
    const isOurs = records.every(({ registrationNo }) => asked.includes(registrationNo));
    return isOurs ? found(records, "identifier", isCut) : unavailable("wrong_person");
  });
}

export interface CompanySearch {
  /** The name or its beginning, as it would be typed. */
  name: string;
  /** At most a hundred. */
  limit?: number;
}

/**
 * Companies by name: what a person chooses from, never a match by itself. Above a thousand ARES
 * says none and the question is `refused` (`VYSTUP_PRILIS_MNOHO_VYSLEDKU`): it needs more letters.
 */
export async function searchCompanies(
  access: RegisterAccess,
  { name, limit = 20 }: CompanySearch,
): Promise<Asked<CompanyRecord>> {
  const obchodniJmeno = name.trim().slice(0, 2_000);
  if (obchodniJmeno === "") return unasked("no_identifier");
  const pocet = Math.min(Math.max(limit, 1), COMPANIES_MAX);
  return search(access, { start: 0, pocet, razeni: [], obchodniJmeno }, (records, isCut) =>
    found(records, "suspected", isCut),
  );
}

function search(
  access: RegisterAccess,
  question: object,
  judge: (records: CompanyRecord[], isCut: boolean) => RegisterAnswer<CompanyRecord>,
): Promise<Asked<CompanyRecord>> {
  const call = { method: "POST", path: "ekonomicke-subjekty/vyhledat" } as const;
  const body = jsonBody(question);
  return callRegister(access, { ...call, ...body, bytesMax: ARES_BYTES_MAX }, (reply) =>
    readAres(reply, (json) => {
      const page = companiesForm.safeParse(json);
      if (!page.success) return unavailable("garbage");
      const { pocetCelkem, ekonomickeSubjekty } = page.data;
      if (ekonomickeSubjekty.length === 0) {
        // Found and not given: nothing can be said of whoever it is.
        return pocetCelkem === 0 ? { outcome: "clear", asOf: null } : unavailable("garbage");
      }
      return judge(ekonomickeSubjekty.map(companyOf), pocetCelkem > ekonomickeSubjekty.length);
    }),
  );
}

const found = (
  records: CompanyRecord[],
  quality: MatchQuality,
  isCut: boolean,
): RegisterAnswer<CompanyRecord> => ({ outcome: "found", records, quality, asOf: null, isCut });
