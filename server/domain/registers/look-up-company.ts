import { askCompany, searchCompanies } from "@/server/connectors/ares";
import {
  type AccountingUnit,
  askAccountingUnit,
  askSlovakCompany,
  searchSlovakCompanies,
} from "@/server/connectors/slovak-registers";
import type { CompanyRecord } from "@/server/kernel/company-record";
import { DomainError } from "@/server/kernel/errors";
import { parseRegistrationNo } from "@/server/kernel/identifiers";
import type { Finding } from "@/server/kernel/parsed";
import type { Asked, RegisterTrouble } from "@/server/kernel/register-answer";
import { type Context, may } from "../context";
import {
  type FindCompaniesInput,
  findCompaniesInput,
  type LookUpCompanyInput,
  lookUpCompanyInput,
} from "./inputs";
import { accessOf } from "./register-access";
import { sayOrAsk } from "./say-or-ask";

/** What registers say of a company for a form; three outcomes, as always. */
export type CompanyAnswer =
  | {
      outcome: "found";
      company: CompanyRecord;
      askedAt: Date;
      /** Said by the log of look-ups, which still holds. */
      isFromLog: boolean;
      /** "The check digit is wrong": worth a warning, because the register has the number. */
      warnings: Finding[];
      /** Why the register that says the tax number could not be asked; null where it was. */
      taxTrouble: RegisterTrouble | null;
    }
  | { outcome: "clear"; askedAt: Date; isFromLog: boolean; warnings: Finding[] }
  | { outcome: "unavailable"; reason: RegisterTrouble };

export type CompanyList =
  | { outcome: "found"; companies: CompanyRecord[]; isCut: boolean; askedAt: Date }
  | { outcome: "clear"; askedAt: Date }
  | { outcome: "unavailable"; reason: RegisterTrouble };

/**
 * A company by its registration number, of CZ from ARES, of SK from RPO with the tax number of
 * RegisterUZ: the log's answer while it holds, else the register's. Throws invalid
 * `kernel.registration_no_…` for what is no such number.
 */
export async function lookUpCompany(ctx: Context, raw: LookUpCompanyInput): Promise<CompanyAnswer> {
  authorizeLookup(ctx);
  const { registrationNo, country, isForced } = lookUpCompanyInput.parse(raw);
  const number = parseRegistrationNo(registrationNo, { country });
  if (!number.ok) throw new DomainError("invalid", number.finding.code, number.finding.params);
  const register = country === "SK" ? "rpo" : "ares";
  const question = { register, askedBy: "registration_no", question: number.value } as const;
  // RPO is asked for the number, and then for what it found.
  const questionMax = country === "SK" ? 2 : 1;
  const said = await sayOrAsk(ctx, { ...question, isForced, questionMax }, (service) =>
    country === "SK"
      ? askSlovakCompany(accessOf(ctx, service), number.value)
      : askCompany(accessOf(ctx, service), number.value),
  );
  if (said.outcome === "unavailable") return said;
  const { askedAt, isFromLog } = said;
  const { warnings } = number;
  const [company] = said.records;
  if (!company) return { outcome: "clear", askedAt, isFromLog, warnings };
  if (country === "CZ") {
    return { outcome: "found", company, askedAt, isFromLog, warnings, taxTrouble: null };
  }
  const { taxId, taxTrouble } = await slovakTaxId(ctx, company, isForced);
  const whole = { ...company, taxId: company.taxId ?? taxId };
  return { outcome: "found", company: whole, askedAt, isFromLog, warnings, taxTrouble };
}

/** Companies by a part of their name, for a person to choose from. */
export async function findCompanies(ctx: Context, raw: FindCompaniesInput): Promise<CompanyList> {
  authorizeLookup(ctx);
  const { name, country, isForced } = findCompaniesInput.parse(raw);
  const register = country === "SK" ? "rpo" : "ares";
  const question = { register, askedBy: "name", question: name } as const;
  const said = await sayOrAsk(ctx, { ...question, isForced }, (service) =>
    country === "SK"
      ? searchSlovakCompanies(accessOf(ctx, service), { name })
      : searchCompanies(accessOf(ctx, service), { name }),
  );
  if (said.outcome === "unavailable") return said;
  const { askedAt, isCut, records } = said;
  if (records.length === 0) return { outcome: "clear", askedAt };
  return { outcome: "found", companies: records.slice(0, LIST_MAX), isCut, askedAt };
}

const LIST_MAX = 50;

/** Whoever fills in parties, or asks registers about them. */
export function authorizeLookup({ actor }: Context): void {
  if (may(actor, "parties:edit") || may(actor, "registers:check")) return;
  throw new DomainError("forbidden", "access.forbidden", { permission: "registers:check" });
}

/** RPO has no tax numbers; RegisterUZ has those of whoever keeps books. */
async function slovakTaxId(
  ctx: Context,
  company: CompanyRecord,
  isForced: boolean,
): Promise<{ taxId: string | null; taxTrouble: RegisterTrouble | null }> {
  const { registrationNo } = company;
  const question = { askedBy: "registration_no", question: registrationNo } as const;
  const said = await sayOrAsk(ctx, { register: "ruz", ...question, isForced }, async (service) =>
    withTaxId(company, await askAccountingUnit(accessOf(ctx, service), registrationNo)),
  );
  if (said.outcome === "unavailable") return { taxId: null, taxTrouble: said.reason };
  return { taxId: said.records[0]?.taxId ?? null, taxTrouble: null };
}

function withTaxId(
  company: CompanyRecord,
  asked: Asked<AccountingUnit> & { questionCount: number },
): Asked<CompanyRecord> & { questionCount: number } {
  const { answer } = asked;
  if (answer.outcome !== "found") return { ...asked, answer };
  const records = answer.records.map(({ taxId }) => ({ ...company, taxId }));
  return { ...asked, answer: { ...answer, records } };
}
