import { isDay } from "@/server/kernel/days";
import { tidy } from "@/server/kernel/fold";
import { type Asked, MATCH_QUALITIES, type RegisterAnswer } from "@/server/kernel/register-answer";
import {
  callRegister,
  type RegisterAccess,
  registrationDigitsOf,
  SOAP_HEADERS,
  type Unavailable,
  unasked,
  unavailable,
  writeSoapQuestion,
} from "../registers";
import type { XmlFields } from "../xml";
import { matchOf } from "./judge";
import { type ListedRecord, type ReplikPage, readPage } from "./read-list";
import { answered, asked, type ReplikQuestion, type ReplikRecord } from "./replik";

/** As many rows as the register gives at once. */
const PAGE_ROWS = 100;
/** Of a name that more than five hundred have, nobody would look through all. */
const PAGES_MAX = 5;
const BYTES_MAX = 4 * 1024 * 1024;

/**
 * Asks the Slovak insolvency register (REPLIK) for a company by its IČO, or for a person by name,
 * page by page, of whom only those born on the day are told. Never throws, and no word of trouble
 * repeats whom it was asked for. What was sent and received of several pages stands one after
 * another. Every page may take as long as the access says, and is a call (`callCount`).
 */
export async function askReplik(
  access: RegisterAccess,
  question: ReplikQuestion,
): Promise<Asked<ReplikRecord> & { callCount: number }> {
  const search = searchOf(question);
  if (search === null) return { ...unasked("no_identifier"), callCount: 0 };
  const list = await readWholeList(access, search);
  return { ...list.evidence, callCount: list.callCount, answer: judged(list, question) };
}

interface Search {
  operation: string;
  content: XmlFields;
  order: string;
}

function searchOf(question: ReplikQuestion): Search | null {
  if (question.by === "registration_no") {
    const digits = registrationDigitsOf(question.registrationNo);
    if (digits === null) return null;
    const content: XmlFields = [["p:Ico", digits]];
    return { operation: "getKonaniePodlaICO", content, order: "DatumPoslednejUdalosti" };
  }
  if (question.by === "file_mark") {
    const mark = tidy(question.fileMark);
    if (mark === "") return null;
    return { operation: "vyhladajKonanie", content: [["p:Query", mark]], order: "Relevancia" };
  }
  const [surname, givenName] = [tidy(question.surname), tidy(question.givenName)];
  if (surname === "" || givenName === "" || !isDay(question.bornOn)) return null;
  const content: XmlFields = [["p:Query", `${surname} ${givenName}`]];
  return { operation: "vyhladajKonanie", content, order: "Relevancia" };
}

interface List {
  rows: ListedRecord[];
  /** Pages that were asked for. */
  callCount: number;
  isCut: boolean;
  trouble: Unavailable | null;
  evidence: Omit<Asked<never>, "answer">;
}

async function readWholeList(access: RegisterAccess, search: Search): Promise<List> {
  const found = new Map<string, ListedRecord>();
  const list: List = {
    ...{ rows: [], callCount: 0, isCut: false, trouble: null },
    evidence: { sent: null, received: null, mediaType: "", status: null },
  };
  for (let page = 0, read = 0; ; page += 1) {
    const { asked: one, came } = await askPage(access, search, page);
    list.callCount += 1;
    list.evidence = {
      sent: joined(list.evidence.sent, one.sent),
      received: joined(list.evidence.received, one.received),
      ...{ mediaType: one.mediaType, status: one.status },
    };
    const trouble = "outcome" in came ? came : troubleOfPage(came, { page, read });
    if (trouble !== null || "outcome" in came) return { ...list, trouble };
    read += came.rows.length;
    for (const row of came.rows) found.set(row.proceedingId, row);
    list.rows = [...found.values()];
    if (read >= came.total) return list;
    if (page + 1 === PAGES_MAX) return { ...list, isCut: true };
  }
}

/** A page that cannot be one of this list: rows were lost, or it counts what is not there. */
function troubleOfPage(
  { rows, total }: ReplikPage,
  { page, read }: { page: number; read: number },
): Unavailable | null {
  const isShort = rows.length < PAGE_ROWS && read + rows.length < total;
  // Between two pages a proceeding may come or go; within one nothing can.
  const isOver = rows.length > PAGE_ROWS || (page === 0 && rows.length > total);
  return isShort || isOver ? unavailable("garbage", isShort ? "short_page" : "odd_total") : null;
}

async function askPage(access: RegisterAccess, search: Search, page: number) {
  const { operation, content, order } = search;
  const body = writeSoapQuestion(asked(operation), [
    ...content,
    ["p:Stranka", String(page)],
    ["p:VysledkovNaStranku", String(PAGE_ROWS)],
    ["p:TypTriedenia", order],
  ]);
  const call = { method: "POST", headers: SOAP_HEADERS, body, bytesMax: BYTES_MAX } as const;
  const pages: (ReplikPage | Unavailable)[] = [];
  const one = await callRegister<never>(access, call, (reply) => {
    const page = readPage(reply, answered(operation));
    pages.push(page);
    return "outcome" in page ? page : { outcome: "clear", asOf: null };
  });
  return { asked: one, came: pages[0] ?? (one.answer as Unavailable) };
}

function judged(list: List, question: ReplikQuestion): RegisterAnswer<ReplikRecord> {
  if (list.trouble !== null) return list.trouble;
  const records = list.rows.flatMap((row) => {
    const match = matchOf(question, row);
    return match === "other" ? [] : { ...row, match };
  });
  const quality = MATCH_QUALITIES.find((each) => records.some(({ match }) => match === each));
  if (quality !== undefined) {
    return { outcome: "found", records, quality, asOf: null, isCut: list.isCut };
  }
  // Whoever was asked for may stand among those that were not read.
  if (list.isCut) return unavailable("too_large", "pages");
  const isOther = list.rows.length > 0 && question.by === "registration_no";
  return isOther ? unavailable("wrong_person") : { outcome: "clear", asOf: null };
}

function joined(before: Uint8Array | null, next: Uint8Array | null): Uint8Array | null {
  if (before === null || next === null) return before ?? next;
  return Buffer.concat([before, Buffer.from("\n"), next]);
}
