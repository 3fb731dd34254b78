import { askReplik, type ReplikQuestion, type ReplikRecord } from "@/server/connectors/isir-sk";
import type { Context } from "../context";
import type { Question } from "./check-party";
import type { RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import type { Subject } from "./subject";

/**
 * Asks by IČO, else by whole name and day of birth: the Slovak register has no search by birth
 * number. Null where a party has neither.
 */
export function replikQuestion(ctx: Context, subject: Subject): Question | null {
  const question = questionBy(subject);
  if (question === null) return null;
  return {
    askedBy: question.by,
    ask: async (service) => {
      const { answer, ...asked } = await askReplik(accessOf(ctx, service), question);
      if (answer.outcome !== "found") return { ...asked, answer };
      return { ...asked, answer: { ...answer, records: answer.records.map(recordOf) } };
    },
  };
}

function questionBy(subject: Subject): ReplikQuestion | null {
  const { kind, registrationNo, surname, givenName, birthOn, country } = subject;
  if (registrationNo !== null && country === "SK") {
    return { by: "registration_no", registrationNo };
  }
  if (kind === "legal_entity" || !surname || !givenName || !birthOn) return null;
  return { by: "person", surname, givenName, bornOn: birthOn };
}

function recordOf(record: ReplikRecord): RegisterRecord {
  return {
    mark: record.proceedingId,
    fileMark: record.fileMark ?? record.trusteeFileMark,
    court: record.courtName,
    stateCode: record.state,
    name: record.debtorName ?? "",
    birthOn: record.bornOn,
    registrationNo: record.registrationNo,
    address: null,
    // Of the bankruptcy or relief itself: what follows by law follows from that day, not from a petition.
    startedOn: record.processStartedOn,
    endedOn: record.endedOn,
    url: record.detailUrl,
    isCoDebtor: false,
    quality: record.match,
  };
}
