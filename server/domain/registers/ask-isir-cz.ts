import { askIsir, type IsirQuestion, type IsirRecord } from "@/server/connectors/isir-cz";
import { birthDayOf, birthDigitsOf } from "@/server/connectors/registers";
import { type Asked, MATCH_QUALITIES, type RegisterAnswer } from "@/server/kernel/register-answer";
import type { Context } from "../context";
import type { Asking } from "./askers";
import type { AskedBy, Question } from "./check-party";
import { judgeProceeding, markOf } from "./isir-proceeding";
import type { RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import type { RegisterService } from "./services";
import type { Subject } from "./subject";

/**
 * Asks by the surest thing that is known: birth number, IČO, else whole name and day of birth. Null
 * where a party has none of them: a name alone would find half a town. A row of the register need
 * have no birth number, so silence to one is asked after by IČO and by person, and silence to all
 * by the proceedings that its events told of (`asking.marks`): only then is it `clear`. One that is
 * not answered leaves the whole without an answer. The check is one turn of the register's pace and
 * one price however many questions it took; the evidence holds each of them, one below the other.
 */
export function isirQuestion(ctx: Context, subject: Subject, asking: Asking): Question | null {
  const questions = questionsOf(subject, asking.marks ?? []);
  const [first] = questions;
  if (first === undefined) return null;
  return {
    askedBy: first.by,
    ask: (service) => askEach(ctx, service, { questions, subject }),
  };
}

function questionsOf(subject: Subject, marks: readonly string[]): IsirQuestion[] {
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
  const proceedings = marks.flatMap((mark) => markOf(mark) ?? []);
  return [...questions, ...proceedings];
}

type AskedIsir = Asked<IsirRecord> & { askedBy: IsirQuestion["by"] };

/** One after the other until one of them is answered by more than silence. */
async function askEach(
  ctx: Context,
  service: RegisterService,
  { questions, subject }: { questions: readonly IsirQuestion[]; subject: Subject },
): Promise<AskedBy> {
  const asked: AskedIsir[] = [];
  for (const question of questions) {
    const each = await askIsir(accessOf(ctx, service), question);
    const answer = judged(each.answer, { question, subject });
    asked.push({ ...each, answer, askedBy: question.by });
    if (answer.outcome !== "clear" && !isUnasked(answer)) break;
  }
  // A number or a name that nobody can be asked by says as little as none.
  const put = asked.filter(({ answer }) => !isUnasked(answer));
  const last = (put.length > 0 ? put : asked).at(-1);
  if (last === undefined) throw new Error("no question");
  return { ...last, ...evidenceOf(put, last), answer: answerOf(last.answer) };
}

const isUnasked = (answer: RegisterAnswer<IsirRecord>): boolean =>
  answer.outcome === "unavailable" && answer.reason === "no_identifier";

/** Who was looked for by less than a number, and is of another number, is a suspicion. */
function judged(
  answer: RegisterAnswer<IsirRecord>,
  { question, subject }: { question: IsirQuestion; subject: Subject },
): RegisterAnswer<IsirRecord> {
  if (answer.outcome !== "found") return answer;
  if (question.by === "file_mark") return judgeProceeding(answer, subject);
  if (question.by !== "person") return answer;
  const own = birthDigitsOf(subject.birthNumber);
  const records = answer.records.map((record) => {
    const isOther = own !== null && record.birthNumber !== null && record.birthNumber !== own;
    return isOther && record.match !== null ? { ...record, match: "suspected" as const } : record;
  });
  const quality = MATCH_QUALITIES.find((each) => records.some(({ match }) => match === each));
  return { ...answer, records, quality: quality ?? "suspected" };
}

/** Of one question to the byte; of several each under a line that says by what it was put. */
function evidenceOf(asked: readonly AskedIsir[], last: AskedIsir) {
  if (asked.length < 2) return { sent: last.sent, received: last.received };
  const together = (pick: (each: AskedIsir) => Uint8Array | null): Uint8Array =>
    Buffer.concat(
      asked.flatMap((each, no) => [
        Buffer.from(`${no > 0 ? "\n" : ""}--- ${no + 1} ${each.askedBy} ---\n`),
        pick(each) ?? Buffer.alloc(0),
      ]),
    );
  return {
    sent: together(({ sent }) => sent),
    received: together(({ received }) => received),
    mediaType: "text/plain; charset=utf-8",
  };
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
