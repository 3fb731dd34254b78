import type { IsirQuestion, IsirRecord } from "@/server/connectors/isir-cz";
import { birthDayOf, birthDigitsOf, isSameName } from "@/server/connectors/registers";
import {
  MATCH_QUALITIES,
  type MatchQuality,
  type RegisterAnswer,
} from "@/server/kernel/register-answer";
import type { Subject } from "./subject";

/** "INS 99001/2025" as a question; null for what is no mark. */
export function markOf(mark: string): (IsirQuestion & { by: "file_mark" }) | null {
  const [, number, year] = /^INS (\d+)\/(\d{4})$/.exec(mark) ?? [];
  if (number === undefined || year === undefined) return null;
  return { by: "file_mark", number: Number(number), year: Number(year) };
}

type Found = RegisterAnswer<IsirRecord> & { outcome: "found" };

/**
 * Whom of a proceeding's debtors the party is: of the same number, or of the same name and day of
 * birth; the others are then beside them. Where it is none of them, each is a suspicion: an event of
 * the register has named the party, so silence would be wrong.
 */
export function judgeProceeding(answer: Found, subject: Subject): Found {
  const judged = answer.records.map((record) => ({ record, match: debtorMatch(subject, record) }));
  const quality = MATCH_QUALITIES.find((each) => judged.some(({ match }) => match === each));
  const records = judged.map(({ record, match }): IsirRecord => {
    if (quality === undefined) return { ...record, match: "suspected", isCoDebtor: false };
    return { ...record, match, isCoDebtor: match === null };
  });
  return { ...answer, records, quality: quality ?? "suspected" };
}

/** Null: by what stands there it is not them. */
function debtorMatch(subject: Subject, row: IsirRecord): MatchQuality | null {
  const { kind, registrationNo, country, surname, givenName } = subject;
  const isNumbered = registrationNo !== null && country === "CZ";
  if (isNumbered && row.registrationNo === registrationNo) return "identifier";
  if (kind === "legal_entity" || !surname || !givenName) return null;
  const digits = birthDigitsOf(subject.birthNumber);
  if (digits !== null && row.birthNumber !== null) {
    return digits === row.birthNumber ? "identifier" : null;
  }
  const bornOn = subject.birthOn ?? birthDayOf(digits);
  if (bornOn === null || (row.bornOn ?? birthDayOf(row.birthNumber)) !== bornOn) return null;
  return isSameName(surname, row.name) && isSameName(givenName, row.givenName) ? "person" : null;
}
