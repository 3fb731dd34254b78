import type { HitRemark } from "@/db/values/register-meanings";
import { askCompany } from "@/server/connectors/ares";
import {
  type AccountingUnit,
  askAccountingUnit,
  askSlovakCompany,
} from "@/server/connectors/slovak-registers";
import type { CompanyRecord } from "@/server/kernel/company-record";
import type { Context } from "../context";
import type { Question } from "./check-party";
import { mapRecords, type RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import { hasSameAddress, hasSameName } from "./same-party";
import type { Subject } from "./subject";

const NUMBER = /^\d{8}$/;

const numberIn = (subject: Subject, country: string): string | null => {
  const { registrationNo } = subject;
  if (subject.country !== country || registrationNo === null) return null;
  return NUMBER.test(registrationNo) ? registrationNo : null;
};

/** ARES: that the company is there, that it has not ended, and that we write it as the state does. */
export function aresQuestion(ctx: Context, subject: Subject): Question | null {
  const number = numberIn(subject, "CZ");
  if (number === null) return null;
  return {
    askedBy: "registration_no",
    ask: async (service) =>
      mapRecords(await askCompany(accessOf(ctx, service), number), (record) => ({
        ...companyRecordOf(subject, record),
        url: `https://ares.gov.cz/ekonomicke-subjekty?ico=${number}`,
      })),
  };
}

/** RPO: the same of a Slovak company. */
export function rpoQuestion(ctx: Context, subject: Subject): Question | null {
  const number = numberIn(subject, "SK");
  if (number === null) return null;
  return {
    ...{ askedBy: "registration_no", questionMax: 2 },
    ask: async (service) =>
      mapRecords(await askSlovakCompany(accessOf(ctx, service), number), (record) =>
        companyRecordOf(subject, record),
      ),
  };
}

/** RegisterUZ: the accounting unit of a Slovak company, which says its DIČ. */
export function ruzQuestion(ctx: Context, subject: Subject): Question | null {
  const number = numberIn(subject, "SK");
  if (number === null) return null;
  return {
    askedBy: "registration_no",
    ask: async (service) =>
      mapRecords(await askAccountingUnit(accessOf(ctx, service), number), (unit) =>
        unitRecordOf(subject, unit),
      ),
  };
}

function companyRecordOf(subject: Subject, company: CompanyRecord): RegisterRecord {
  const remarks: HitRemark[] = [];
  if (company.ended !== null) remarks.push("ended");
  if (!hasSameName(subject, company.name)) remarks.push("name_differs");
  if (hasSameAddress(subject.addresses, company.seat) === false) remarks.push("address_differs");
  if (company.hasOddCheckDigit) remarks.push("odd_check_digit");
  const known = [subject.taxId, subject.vatId].filter((each) => each !== null);
  const said = [company.taxId, company.groupTaxId].filter((each) => each !== null);
  if (known.length > 0 && said.length > 0 && !said.some((each) => known.includes(each))) {
    remarks.push("tax_id_differs");
  }
  return {
    ...{ mark: company.registrationNo, fileMark: null, court: null, stateCode: null },
    ...{ name: company.name, birthOn: null, registrationNo: company.registrationNo },
    address: company.seat?.text ?? null,
    ...{ startedOn: company.since, endedOn: company.ended, url: null, isCoDebtor: false },
    ...{ quality: "identifier", remarks },
  };
}

function unitRecordOf(subject: Subject, unit: AccountingUnit): RegisterRecord {
  const remarks: HitRemark[] = [];
  if (unit.ended !== null) remarks.push("ended");
  if (unit.name !== "" && !hasSameName(subject, unit.name)) remarks.push("name_differs");
  if (unit.taxId !== null && subject.taxId !== null && unit.taxId !== subject.taxId) {
    remarks.push("tax_id_differs");
  }
  const place = [unit.postalCode, unit.town].filter((part) => part !== null).join(" ");
  return {
    mark: unit.taxId ?? unit.registrationNo,
    ...{ fileMark: null, court: null, stateCode: null, birthOn: null },
    name: unit.name || subject.fullName,
    registrationNo: unit.registrationNo,
    address: [unit.street, place].filter(Boolean).join(", ") || null,
    ...{ startedOn: unit.since, endedOn: unit.ended, isCoDebtor: false },
    url: `https://www.registeruz.sk/cruz-public/domain/accountingentity/show/${unit.id}`,
    ...{ quality: "identifier", remarks },
  };
}
