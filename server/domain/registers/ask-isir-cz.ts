import { askIsir, type IsirQuestion, type IsirRecord } from "@/server/connectors/isir-cz";
import type { RegisterAnswer } from "@/server/kernel/register-answer";
import type { Context } from "../context";
import type { Question } from "./check-party";
import type { RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import type { Subject } from "./subject";

/**
 * Asks by the surest thing that is known: birth number, IČO, else whole name and day of birth. Null
 * where a party has none of them: a name alone would find half a town.
 */
export function isirQuestion(ctx: Context, subject: Subject): Question | null {
  const question = questionBy(subject);
  if (question === null) return null;
  return {
    askedBy: question.by,
    ask: async (service) => {
      const asked = await askIsir(accessOf(ctx, service), question);
      return { ...asked, answer: answerOf(asked.answer) };
    },
  };
}

type PartyQuestion = Exclude<IsirQuestion, { by: "file_mark" }>;

function questionBy(subject: Subject): PartyQuestion | null {
  const { kind, birthNumber, registrationNo, surname, givenName, birthOn, country } = subject;
  if (kind !== "legal_entity" && birthNumber !== null) return { by: "birth_number", birthNumber };
  if (registrationNo !== null && country === "CZ") {
    return { by: "registration_no", registrationNo };
  }
  if (kind === "legal_entity" || !surname || !givenName || !birthOn) return null;
  return { by: "person", surname, givenName, bornOn: birthOn };
}

function answerOf(answer: RegisterAnswer<IsirRecord>): RegisterAnswer<RegisterRecord> {
  return answer.outcome === "found" ? { ...answer, records: answer.records.map(recordOf) } : answer;
}

const joined = (parts: readonly (string | null)[], by: string): string =>
  parts.filter((part) => part !== null && part !== "").join(by);

function recordOf(record: IsirRecord): RegisterRecord {
  const { titlesBefore, givenName, name, titlesAfter, address } = record;
  const street = joined([address.street, address.houseNumber], " ");
  const city = joined([address.postalCode, address.city], " ");
  return {
    mark: `INS ${record.number}/${record.year}`,
    fileMark: record.fileMark,
    court: record.courtName,
    stateCode: record.state,
    name: joined([joined([titlesBefore, givenName, name], " "), titlesAfter], ", "),
    birthOn: record.bornOn,
    registrationNo: record.registrationNo,
    birthNumber: record.birthNumber,
    address: joined([street, city], ", ") || null,
    ...{ startedOn: record.startedOn, endedOn: record.endedOn, url: record.detailUrl },
    isCoDebtor: record.isCoDebtor,
    quality: record.match ?? "suspected",
  };
}
