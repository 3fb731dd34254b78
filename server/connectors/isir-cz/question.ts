import { isDay } from "@/server/kernel/days";
import { tidy } from "@/server/kernel/fold";
import { birthDigitsOf, registrationDigitsOf } from "../registers";
import type { XmlFields } from "../xml";
import type { IsirQuestion } from "./isir";

/** More proceedings nobody has; one more is asked for, which says that there are more. */
export const RECORDS_MAX = 100;

/**
 * How far the register may weaken the question until it finds somebody: unbounded, a birth number
 * that is mistyped ends as a search by surname.
 */
export const RELEVANCE: Readonly<Record<IsirQuestion["by"], number>> = {
  birth_number: 1,
  registration_no: 2,
  file_mark: 3,
  person: 4,
};

/**
 * The elements in the order of the interface, without empty ones, both of which it refuses. Null
 * where the question has nothing to ask by.
 */
export function questionContent(question: IsirQuestion): XmlFields | null {
  const criteria = criteriaOf(question);
  if (criteria === null) return null;
  const isByName = question.by === "person";
  return [
    ...criteria,
    ["maxPocetVysledku", String(RECORDS_MAX + 1)],
    // Its own filter hides some of the ended ones only; which still run is for others to judge.
    ["filtrAktualniRizeni", "F"],
    ["vyhledatPresnouShoduJmen", isByName ? "T" : null],
    // Names are often typed without marks; which of those found is meant is judged here.
    ["vyhledatBezDiakritiky", isByName ? "T" : null],
    ["maxRelevanceVysledku", String(RELEVANCE[question.by])],
  ];
}

function criteriaOf(question: IsirQuestion): XmlFields | null {
  if (question.by === "birth_number") {
    const digits = birthDigitsOf(question.birthNumber);
    return digits === null ? null : [["rc", `${digits.slice(0, 6)}/${digits.slice(6)}`]];
  }
  if (question.by === "registration_no") {
    const digits = registrationDigitsOf(question.registrationNo);
    return digits === null ? null : [["ic", digits]];
  }
  if (question.by === "file_mark") {
    const { number, year } = question;
    const isMark = [number, year].every((part) => Number.isSafeInteger(part) && part > 0);
    if (!isMark || number > INT_MAX || year > INT_MAX) return null;
    return [
      ["druhVec", "INS"],
      ["bcVec", String(number)],
      ["rocnik", String(year)],
    ];
  }
  const [surname, givenName] = [tidy(question.surname), tidy(question.givenName)];
  const isShort = surname.length < NAME_MIN || givenName.length < NAME_MIN;
  if (isShort || !isDay(question.bornOn)) return null;
  return [
    ["nazevOsoby", surname],
    ["jmeno", givenName],
    ["datumNarozeni", question.bornOn],
  ];
}

const INT_MAX = 2_147_483_647;
/** A shorter one the register refuses. */
const NAME_MIN = 2;
