import type { HitRemark } from "@/db/values/register-meanings";
import { askVatPayers, type VatPayer } from "@/server/connectors/vat-payers";
import { askVies, type ViesRecord } from "@/server/connectors/vies";
import type { Context } from "../context";
import type { Question } from "./check-party";
import { mapRecords, type RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import { hasSameName } from "./same-party";
import type { Subject } from "./subject";

/** Some publish a thousand; the first of them say enough, the evidence has them all. */
const ACCOUNTS_MAX = 50;
const CZECH = /^CZ\d{8,10}$/;
/** Number for VAT, with the prefix of its state; a Slovak DIČ without one is none. */
const VAT = /^[A-Z]{2}[0-9A-Z+*]{2,12}$/;

/** The Czech register of VAT payers: unreliable ones, and accounts that were published. */
export function vatPayersQuestion(ctx: Context, subject: Subject): Question | null {
  const number = [subject.vatId, subject.taxId].find((each) => each && CZECH.test(each));
  if (!number) return null;
  return {
    askedBy: "tax_id",
    ask: async (service) =>
      mapRecords(await askVatPayers(accessOf(ctx, service), [number]), (payer) =>
        payerRecordOf(ctx, subject, payer),
      ),
  };
}

/** VIES: that the VAT number is valid today, and whose it is where its state says. */
export function viesQuestion(ctx: Context, subject: Subject): Question | null {
  const taxId = [subject.vatId, subject.taxId].find((each) => each && VAT.test(each));
  if (!taxId) return null;
  return {
    askedBy: "tax_id",
    ask: async (service) =>
      mapRecords(await askVies(accessOf(ctx, service), { taxId }), (record) =>
        viesRecordOf(subject, record),
      ),
  };
}

const EMPTY = {
  ...{ fileMark: null, court: null, stateCode: null, birthOn: null, url: null },
  ...{ isCoDebtor: false, quality: "identifier" as const, endedOn: null },
};

function payerRecordOf(ctx: Context, subject: Subject, payer: VatPayer): RegisterRecord {
  const remarks: HitRemark[] = [];
  const isUnreliable = payer.isUnreliable === true || payer.kind === "unreliable_person";
  if (isUnreliable) remarks.push("unreliable");
  const accounts = payer.accounts.filter(({ until }) => until === null || until >= ctx.today);
  if (accounts.length === 0 && payer.kind !== "identified") remarks.push("no_account");
  // A group answers for its members under a name of its own.
  if (payer.name && payer.kind !== "group" && !hasSameName(subject, payer.name)) {
    remarks.push("name_differs");
  }
  return {
    ...EMPTY,
    ...{ mark: payer.taxId, name: payer.name ?? subject.fullName },
    ...{ registrationNo: null, address: payer.address?.text ?? null },
    startedOn: isUnreliable ? payer.unreliableSince : null,
    remarks,
    details: {
      accounts: accounts
        .slice(0, ACCOUNTS_MAX)
        .map(({ account, iban, since }) => ({ account, iban, since })),
    },
  };
}

function viesRecordOf(subject: Subject, record: ViesRecord): RegisterRecord {
  const remarks: HitRemark[] = [];
  if (record.name === null) remarks.push("name_unsaid");
  else if (!hasSameName(subject, record.name)) remarks.push("name_differs");
  return {
    ...EMPTY,
    ...{ mark: record.taxId, name: record.name ?? subject.fullName, registrationNo: null },
    ...{ address: record.address?.replace(/\s*\n\s*/g, ", ") ?? null, startedOn: null, remarks },
    details: record.consultation === null ? null : { consultation: record.consultation },
  };
}
