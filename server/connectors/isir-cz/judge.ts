import type { MatchQuality } from "@/server/kernel/register-answer";
import { birthDayOf, birthDigitsOf, isSameName, registrationDigitsOf } from "../registers";
import type { IsirQuestion, IsirRecord } from "./isir";

/**
 * Whether a row is of the one who was asked for, by what stands in it: the register itself may
 * have been content with less. "other" is surely somebody else.
 */
export function matchOf(question: IsirQuestion, row: IsirRecord): MatchQuality | "other" {
  if (question.by === "file_mark") {
    const isIt = row.number === question.number && row.year === question.year;
    return isIt ? "identifier" : "other";
  }
  if (question.by === "registration_no") {
    return byIdentifier(registrationDigitsOf(question.registrationNo), row.registrationNo);
  }
  const born = row.bornOn ?? birthDayOf(row.birthNumber);
  if (question.by === "birth_number") {
    const digits = birthDigitsOf(question.birthNumber);
    if (row.birthNumber !== null) return byIdentifier(digits, row.birthNumber);
    const isOther = born !== null && born !== birthDayOf(digits);
    return isOther ? "other" : "suspected";
  }
  if (born === null) return "suspected";
  if (born !== question.bornOn) return "other";
  const isNamed =
    isSameName(question.surname, row.name) && isSameName(question.givenName, row.givenName);
  return isNamed ? "person" : "suspected";
}

function byIdentifier(asked: string | null, said: string | null): MatchQuality | "other" {
  if (said === null) return "suspected";
  return said === asked ? "identifier" : "other";
}
