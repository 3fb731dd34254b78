import { askIsir, type IsirQuestion, type IsirRecord } from "@/server/connectors/isir-cz";
import { birthDayOf, birthDigitsOf } from "@/server/connectors/registers";
import { MATCH_QUALITIES, type RegisterAnswer } from "@/server/kernel/register-answer";
import type { Context } from "../context";
import { askChain, type Chain, type Step } from "./ask-chain";
import type { Asking } from "./askers";
import type { Question } from "./check-party";
import { judgeProceeding, markOf } from "./isir-proceeding";
import { procedureOfState } from "./procedure";
import type { RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import type { RegisterService } from "./services";
import { proceedingsIn, type Subject } from "./subject";

/**
 * Asks by the surest thing that is known: birth number, IČO, else whole name and day of birth. Null
 * where a party has none of them: a name alone would find half a town. A row of the register need
 * have no birth number, so silence to one is asked after by IČO and by person, and silence to all by
 * the proceedings that the party is known to be in or that events told of: only then is it `clear`.
 */
export function isirQuestion(ctx: Context, subject: Subject, asking: Asking): Question | null {
  const keys = keysOf(subject);
  const known = proceedingsIn(subject, "isir_cz").flatMap(({ mark }) => markOf(mark) ?? []);
  const isKnown = (mark: string) => known.some((each) => textOf(each) === mark);
  const named = (asking.marks ?? []).flatMap((mark) => (isKnown(mark) ? [] : (markOf(mark) ?? [])));
  const [first] = [...keys, ...known, ...named];
  if (first === undefined) return null;
  const chain = (service: RegisterService): Chain => {
    const step = (question: IsirQuestion) => stepOf(ctx, { service, subject, question });
    return { keys: keys.map(step), known: known.map(step), named: named.map(step) };
  };
  return {
    askedBy: first.by,
    questionMax: keys.length + known.length + named.length,
    ask: (service) => askChain(chain(service)),
  };
}

const textOf = ({ number, year }: { number: number; year: number }): string =>
  `INS ${number}/${year}`;

function keysOf(subject: Subject): IsirQuestion[] {
  const { kind, registrationNo, surname, givenName, country } = subject;
  const birthNumber = kind === "legal_entity" ? null : subject.birthNumber;
  const bornOn = subject.birthOn ?? birthDayOf(birthDigitsOf(birthNumber));
  const questions: IsirQuestion[] = [];
  if (birthNumber !== null) questions.push({ by: "birth_number", birthNumber });
  if (registrationNo !== null && country === "CZ") {
    questions.push({ by: "registration_no", registrationNo });
  }
  // An IČO alone is asked by alone: it is in every row of a company.
  const isByPerson = birthNumber !== null || questions.length === 0;
  if (isByPerson && kind !== "legal_entity" && surname && givenName && bornOn) {
    questions.push({ by: "person", surname, givenName, bornOn });
  }
  return questions;
}

function stepOf(
  ctx: Context,
  given: { service: RegisterService; subject: Subject; question: IsirQuestion },
): Step {
  const { service, subject, question } = given;
  return {
    askedBy: question.by,
    ...(question.by === "file_mark" ? { mark: textOf(question) } : {}),
    ask: async () => {
      const asked = await askIsir(accessOf(ctx, service), question);
      return { ...asked, answer: answerOf(judged(asked.answer, { question, subject })) };
    },
  };
}

/**
 * Who was looked for by less than a number, and is of another number, is a suspicion; so is each of
 * several people of one name and day where no number of ours tells them apart.
 */
function judged(
  answer: RegisterAnswer<IsirRecord>,
  { question, subject }: { question: IsirQuestion; subject: Subject },
): RegisterAnswer<IsirRecord> {
  if (answer.outcome !== "found") return answer;
  if (question.by === "file_mark") return judgeProceeding(answer, subject);
  if (question.by !== "person") return answer;
  const own = birthDigitsOf(subject.birthNumber);
  const isMixed = hasSeveral(answer.records.filter(({ match }) => match !== null));
  const records = answer.records.map((record) => {
    const isOther = own !== null && record.birthNumber !== null && record.birthNumber !== own;
    const isDoubtful = isOther || (own === null && isMixed);
    return isDoubtful && record.match !== null
      ? { ...record, match: "suspected" as const }
      : record;
  });
  const quality = MATCH_QUALITIES.find((each) => records.some(({ match }) => match === each));
  return { ...answer, records, quality: quality ?? "suspected" };
}

const hasSeveral = (records: readonly { birthNumber: string | null }[]): boolean =>
  new Set(records.flatMap(({ birthNumber }) => birthNumber ?? [])).size > 1;

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
    mark: textOf(record),
    fileMark: record.fileMark,
    court: record.courtName,
    stateCode: record.state,
    procedure: procedureOfState(record.state),
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
