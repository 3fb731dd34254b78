import {
  askReplik,
  askReplikProceeding,
  type ReplikPerson,
  type ReplikProceeding,
  type ReplikQuestion,
  type ReplikRecord,
} from "@/server/connectors/isir-sk";
import type { RegisterAccess } from "@/server/connectors/registers";
import { birthDayOf, birthDigitsOf, isSameName } from "@/server/connectors/registers";
import {
  type Asked,
  MATCH_QUALITIES,
  type MatchQuality,
  type RegisterAnswer,
} from "@/server/kernel/register-answer";
import type { Context } from "../context";
import { askChain, type Step } from "./ask-chain";
import type { Asking } from "./askers";
import type { Question } from "./check-party";
import { procedureOfKind } from "./procedure";
import type { AskedRegister, RegisterRecord } from "./record";
import { accessOf } from "./register-access";
import { type KnownProceeding, proceedingsIn, type Subject } from "./subject";

/**
 * Asks by IČO, then by whole name and day of birth: the Slovak register has no search by birth
 * number, and a person's relief bears no IČO. Null where a party has neither. Of several people of
 * one name and day the birth number tells, which the proceeding whole has and its list has not. A
 * proceeding that is known or that a change named is looked up itself; the register says nothing of
 * one that it does not list, so that is never `clear`.
 */
export function replikQuestion(ctx: Context, subject: Subject, asking: Asking): Question | null {
  const keys = keysOf(subject);
  const known = proceedingsIn(subject, "isir_sk");
  const named = (asking.marks ?? [])
    .filter((mark) => /^\d{1,18}$/.test(mark) && !known.some((each) => each.mark === mark))
    .map((mark): KnownProceeding => ({ register: "isir_sk", mark, fileMark: null }));
  const askedBy = keys[0]?.by ?? (known.length + named.length > 0 ? "file_mark" : null);
  if (askedBy === null) return null;
  return {
    askedBy,
    questionMax: keys.length + 2 * (known.length + named.length),
    ask: (service) => {
      const access = accessOf(ctx, service);
      const proceeding = (each: KnownProceeding) => proceedingStep(access, { subject, each });
      return askChain({
        keys: keys.map((question) => keyStep(access, { subject, question })),
        ...{ known: known.map(proceeding), named: named.map(proceeding) },
      });
    },
  };
}

type ByKey = Exclude<ReplikQuestion, { by: "file_mark" }>;

function keysOf(subject: Subject): ByKey[] {
  const { kind, registrationNo, surname, givenName, country } = subject;
  const isNumbered = registrationNo !== null && country === "SK";
  const keys: ByKey[] = isNumbered ? [{ by: "registration_no", registrationNo }] : [];
  const bornOn = subject.birthOn ?? birthDayOf(birthDigitsOf(subject.birthNumber));
  if (kind !== "legal_entity" && surname && givenName && bornOn) {
    keys.push({ by: "person", surname, givenName, bornOn });
  }
  return keys;
}

function keyStep(
  access: RegisterAccess,
  { subject, question }: { subject: Subject; question: ByKey },
): Step {
  return {
    askedBy: question.by,
    ask: async () => {
      const { answer, callCount, ...asked } = await askReplik(access, question);
      const counts = { questionCount: callCount };
      if (answer.outcome !== "found") return { ...asked, ...counts, answer };
      if (question.by === "person" && answer.records.length > 1) {
        const own = birthDigitsOf(subject.birthNumber);
        return sorted(access, { asked: { ...asked, ...counts }, answer, own });
      }
      return { ...asked, ...counts, answer: foundOf(answer, answer.records) };
    },
  };
}

/** So many people of one name and day are told apart; what the others are, a person has to say. */
const WHOLES_MAX = 10;

type Found = RegisterAnswer<ReplikRecord> & { outcome: "found" };

/**
 * Several of one name and day: whoever's proceeding bears another birth number is somebody else. Where
 * we have no number and they have several, each is a suspicion.
 */
async function sorted(
  access: RegisterAccess,
  given: { asked: Omit<AskedRegister, "answer">; answer: Found; own: string | null },
): Promise<AskedRegister> {
  const { asked, answer, own } = given;
  const wholes: Asked<ReplikProceeding>[] = [];
  for (const { proceedingId } of answer.records.slice(0, WHOLES_MAX)) {
    wholes.push(await askReplikProceeding(access, proceedingId));
  }
  const numbers = wholes.map(({ answer: whole }) =>
    whole.outcome === "found" ? (whole.records[0]?.debtor?.birthNumber ?? null) : null,
  );
  const isMixed = new Set(numbers.filter((number) => number !== null)).size > 1;
  const records = answer.records.flatMap((record, no): ReplikRecord[] => {
    const number = numbers[no] ?? null;
    if (no >= WHOLES_MAX) return [{ ...record, match: "suspected" }];
    if (own === null) return [isMixed ? { ...record, match: "suspected" } : record];
    // Without a number it stays what the list made of it: somebody of that name and day.
    if (number === null) return [record];
    return number === own ? [{ ...record, match: "identifier" }] : [];
  });
  const quality = MATCH_QUALITIES.find((each) => records.some(({ match }) => match === each));
  const said: RegisterAnswer<RegisterRecord> =
    quality === undefined
      ? { outcome: "clear", asOf: null }
      : foundOf({ ...answer, quality }, records);
  const questionCount = (asked.questionCount ?? 1) + wholes.length;
  return { ...asked, ...withEvidence([asked, ...wholes]), questionCount, answer: said };
}

/** What was sent and received of several questions, one after another. */
function withEvidence(
  asked: readonly Pick<Asked<unknown>, "sent" | "received">[],
): Pick<Asked<unknown>, "sent" | "received"> {
  const joined = (pick: (each: Pick<Asked<unknown>, "sent" | "received">) => Uint8Array | null) =>
    Buffer.concat(asked.flatMap((each) => [pick(each) ?? Buffer.alloc(0), Buffer.from("\n")]));
  return { sent: joined(({ sent }) => sent), received: joined(({ received }) => received) };
}

/**
 * A proceeding by its id: whole, for whom it is of, and by its file mark in the list, which alone
 * tells how it stands. What the register does not list is no answer.
 */
function proceedingStep(
  access: RegisterAccess,
  { subject, each }: { subject: Subject; each: KnownProceeding },
): Step {
  return {
    ...{ askedBy: "file_mark", mark: each.mark },
    ask: async () => {
      const whole = await askReplikProceeding(access, each.mark);
      const [said] = whole.answer.outcome === "found" ? whole.answer.records : [];
      const fileMark = said?.fileMark ?? each.fileMark;
      if (!said || fileMark === null) return { ...whole, answer: troubleOf(whole.answer) };
      const question = { by: "file_mark", fileMark, proceedingId: each.mark } as const;
      const { answer, callCount, ...asked } = await askReplik(access, question);
      const counts = { questionCount: callCount + 1, ...withEvidence([whole, asked]) };
      if (answer.outcome !== "found") return { ...asked, ...counts, answer: troubleOf(answer) };
      const quality = said.debtor === null ? "suspected" : debtorMatch(subject, said.debtor);
      const records = answer.records.map((record) => ({ ...record, match: quality }));
      return { ...asked, ...counts, answer: foundOf({ ...answer, quality }, records) };
    },
  };
}

const troubleOf = (answer: RegisterAnswer<unknown>): RegisterAnswer<never> =>
  answer.outcome === "unavailable"
    ? answer
    : { outcome: "unavailable", reason: "garbage", detail: "unlisted" };

/** Of another number or name it is a suspicion: the register or an event has named the party. */
function debtorMatch(subject: Subject, debtor: ReplikPerson): MatchQuality {
  const { registrationNo, surname, givenName, country } = subject;
  if (registrationNo !== null && country === "SK" && debtor.registrationNo === registrationNo) {
    return "identifier";
  }
  const digits = birthDigitsOf(subject.birthNumber);
  if (digits !== null && debtor.birthNumber !== null) {
    return digits === debtor.birthNumber ? "identifier" : "suspected";
  }
  const bornOn = subject.birthOn ?? birthDayOf(digits);
  const isDay = bornOn !== null && (debtor.bornOn ?? birthDayOf(debtor.birthNumber)) === bornOn;
  if (!isDay || !surname || !givenName) return "suspected";
  const isNamed = isSameName(surname, debtor.name) && isSameName(givenName, debtor.givenName);
  return isNamed ? "person" : "suspected";
}

const foundOf = (
  answer: Found,
  records: readonly ReplikRecord[],
): RegisterAnswer<RegisterRecord> => ({ ...answer, records: records.map(recordOf) });

function recordOf(record: ReplikRecord): RegisterRecord {
  return {
    mark: record.proceedingId,
    fileMark: record.fileMark ?? record.trusteeFileMark,
    court: record.courtName,
    stateCode: record.state,
    procedure: procedureOfKind(record.kind),
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
