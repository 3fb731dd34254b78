import { MATCH_QUALITIES, type RegisterAnswer } from "@/server/kernel/register-answer";
import {
  birthDigitsOf,
  dayIn,
  instantIn,
  linkIn,
  type RegisterReply,
  readSoapAnswer,
  registrationDigitsOf,
  type SoapWord,
  textIn,
  unavailable,
  wholeIn,
} from "../registers";
import { childText, type XmlElement, xmlChildren } from "../xml";
import { courtPrefixOfName, isirFileMark } from "./courts";
import type { IsirQuestion, IsirRecord } from "./isir";
import { matchOf } from "./judge";
import { RECORDS_MAX, RELEVANCE } from "./question";

const NAMESPACE = "http://isirws.cca.cz/types/";
export const ISIR_ASKED: SoapWord = { namespace: NAMESPACE, name: "getIsirWsCuzkDataRequest" };
const ANSWERED: SoapWord = { namespace: NAMESPACE, name: "getIsirWsCuzkDataResponse" };

/** What the register says of a question; only its own word for nothing is `clear`. */
export function readIsirAnswer(
  reply: RegisterReply,
  question: IsirQuestion,
): RegisterAnswer<IsirRecord> {
  const read = readSoapAnswer(reply, ANSWERED);
  if ("trouble" in read) return read.trouble;
  const states = xmlChildren(read.root, "stav");
  const [state] = states;
  if (state === undefined || states.length > 1) return unavailable("garbage", "no_state");
  const rows = xmlChildren(read.root, "data");
  const code = childText(state, "kodChyby");
  if (code !== "") return answerOfCode(code, rows.length);
  if (rows.length === 0) return unavailable("garbage", "no_word");
  const records = rows.map(recordOf);
  const isReadable = (record: IsirRecord | null) => record !== null;
  return records.every(isReadable)
    ? judged(records, { question, state })
    : unavailable("garbage", "odd_row");
}

function answerOfCode(code: string, rows: number): RegisterAnswer<IsirRecord> {
  if (code === "WS2") {
    const isEmpty = rows === 0;
    return isEmpty ? { outcome: "clear", asOf: null } : unavailable("garbage", "rows_of_nothing");
  }
  if (code === "WS1" || code === "WS3") return unavailable("refused", code);
  if (code === "WS4") return unavailable("stale", code);
  if (code === "SQL1" || code === "SERVER1") return unavailable("outage", code);
  return unavailable("fault", /^[A-Z]{1,12}\d{1,3}$/.test(code) ? code : "odd_code");
}

function judged(
  rows: readonly IsirRecord[],
  { question, state }: { question: IsirQuestion; state: XmlElement },
): RegisterAnswer<IsirRecord> {
  const relevance = wholeIn(state, "relevanceVysledku");
  const isWeaker = relevance === null || relevance > RELEVANCE[question.by];
  const isCut = rows.length > RECORDS_MAX || (wholeIn(state, "pocetVysledku") ?? 0) > rows.length;
  const hits = rows.slice(0, RECORDS_MAX).flatMap((row) => {
    const match = row.isCoDebtor ? "other" : matchOf(question, row);
    if (match === "other") return [];
    return { ...row, match: isWeaker ? ("suspected" as const) : match };
  });
  if (hits.length === 0) return unavailable("wrong_person");
  const marks = new Set(hits.map(({ fileMark }) => fileMark));
  const beside = rows.filter(({ isCoDebtor, fileMark }) => isCoDebtor && marks.has(fileMark));
  const asOf = instantIn(state, "casSynchronizace");
  const quality = MATCH_QUALITIES.find((each) => hits.some(({ match }) => match === each));
  const records = [...hits, ...beside];
  return { outcome: "found", records, quality: quality ?? "suspected", asOf, isCut };
}

/** Null for a row that does not say which proceeding it is of. */
export function recordOf(row: XmlElement): IsirRecord | null {
  const [senate, number, year] = ["cisloSenatu", "bcVec", "rocnik"].map((each) =>
    wholeIn(row, each),
  );
  const kind = textIn(row, "druhVec");
  if (senate == null || number == null || year == null || kind !== "INS") return null;
  const courtName = textIn(row, "nazevOrganizace");
  const courtPrefix = courtPrefixOfName(courtName);
  return {
    match: null,
    isCoDebtor: textIn(row, "dalsiDluznikVRizeni") === "T",
    fileMark: isirFileMark({ courtPrefix, senate, number, year }),
    ...{ senate, number, year, courtName, courtPrefix },
    state: textIn(row, "druhStavKonkursu"),
    startedOn: dayIn(row, "datumPmZahajeniUpadku"),
    endedOn: dayIn(row, "datumPmUkonceniUpadku"),
    detailUrl: linkIn(row, "urlDetailRizeni"),
    name: textIn(row, "nazevOsoby"),
    givenName: textIn(row, "jmeno"),
    titlesBefore: textIn(row, "titulPred"),
    titlesAfter: textIn(row, "titulZa"),
    birthNumber: birthDigitsOf(textIn(row, "rc")),
    registrationNo: registrationDigitsOf(textIn(row, "ic")),
    bornOn: dayIn(row, "datumNarozeni"),
    address: {
      kind: textIn(row, "druhAdresy"),
      street: textIn(row, "ulice"),
      houseNumber: textIn(row, "cisloPopisne"),
      city: textIn(row, "mesto"),
      district: textIn(row, "okres"),
      postalCode: textIn(row, "psc"),
      country: textIn(row, "zeme"),
    },
  };
}
