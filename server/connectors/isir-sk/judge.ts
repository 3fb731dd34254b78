import { tidy } from "@/server/kernel/fold";
import type { MatchQuality } from "@/server/kernel/register-answer";
import { isSameName, registrationDigitsOf } from "../registers";
import type { ReplikQuestion, ReplikRecord } from "./replik";

/**
 * Whether a row is of the one who was asked for. Its full text finds everybody of a name, so only
 * the day of birth tells one from another; "other" is surely somebody else.
 */
export function matchOf(
  question: ReplikQuestion,
  row: Omit<ReplikRecord, "match">,
): MatchQuality | "other" {
  if (question.by === "registration_no") {
    if (row.registrationNo === null) return "suspected";
    const isIt = row.registrationNo === registrationDigitsOf(question.registrationNo);
    return isIt ? "identifier" : "other";
  }
  if (question.by === "file_mark") {
    return row.proceedingId === question.proceedingId ? "identifier" : "other";
  }
  const said = wordsOf(row.debtorName ?? "");
  const own = wordsOf(`${question.surname} ${question.givenName}`);
  const isNamed = own.every((word) => said.some((each) => isSameName(word, each)));
  if (!isNamed) return "other";
  if (row.bornOn === null) return "suspected";
  return row.bornOn === question.bornOn ? "person" : "other";
}

const wordsOf = (name: string): string[] =>
  tidy(name)
    .split(/[\s,.–-]+/)
    .filter((word) => word !== "");
