import type { TwinAnswer, TwinAsked } from "../../registers/testing/register-twin";
import { faultOf, questionOf, soapAnswer, soapFault } from "../../registers/testing/soap-register";
import { childText, writeXml, type XmlFields } from "../../xml";

const NAMESPACE = "http://isirpublicws.cca.cz/types/";
const NOTE_NAMESPACE = "http://www.cca.cz/isir/poznamka";
const PAGE = 1_000;

/** A person as an event of the twin tells of them. */
export interface TwinPerson {
  role?: string;
  surname: string;
  givenName?: string;
  birthNumber?: string;
  registrationNo?: string;
  bornOn?: string;
}

export interface TwinEvent {
  id: number;
  /** "INS 99001/2025" */
  mark: string;
  type: string;
  description?: string;
  publishedAt?: Date;
  section?: string;
  sectionNo?: number;
  courtCode?: string;
  state?: string;
  persons?: readonly TwinPerson[];
  /** In place of the note that the rest would make. */
  note?: string;
}

/** Answers both questions of the events. */
export function answerEvents(
  asked: Omit<TwinAsked, "answer">,
  events: readonly TwinEvent[],
): TwinAnswer {
  const question = questionOf(asked);
  const isOurs = question?.namespace === NAMESPACE;
  if (isOurs && question.name === "getIsirWsPublicPosledniIdDataRequest") {
    const last = events.reduce((id, each) => Math.max(id, each.id), 0);
    return said("getIsirWsPublicPosledniDataResponse", [["cisloPosledniId", String(last)]]);
  }
  if (!isOurs || question.name !== "getIsirWsPublicIdDataRequest") {
    return soapFault("Cannot find dispatch method");
  }
  const allowed = [{ name: "idPodnetu", form: /^\d{1,18}$/, isNeeded: true }];
  const fault = faultOf(question, { namespace: "", allowed });
  if (fault !== null) return soapFault(`Data nejsou validní. Chyba: '${fault}'`);
  const after = Number(childText(question, "idPodnetu"));
  const rows = events.filter(({ id }) => id > after).sort((a, b) => a.id - b.id);
  return said(
    "getIsirWsPublicDataResponse",
    rows.slice(0, PAGE).map((row) => ["data", rowOf(row)] as const),
  );
}

const said = (name: string, content: XmlFields): TwinAnswer =>
  soapAnswer({ namespace: NAMESPACE, name }, [...content, ["status", [["stav", "OK"]]]]);

function rowOf(event: TwinEvent): XmlFields {
  const at = (event.publishedAt ?? new Date("2026-07-24T05:15:10.123Z")).toISOString();
  const hasNote = event.courtCode ?? event.state ?? event.persons?.length;
  return [
    ["id", String(event.id)],
    ["datumZalozeniUdalosti", at],
    ["datumZverejneniUdalosti", at],
    ["spisovaZnacka", event.mark],
    ["typUdalosti", event.type],
    ["popisUdalosti", event.description ?? "Událost"],
    ["oddil", event.section ?? null],
    ["cisloVOddilu", event.sectionNo === undefined ? null : String(event.sectionNo)],
    ["poznamka", event.note ?? (hasNote ? noteOf(event) : null)],
  ];
}

function noteOf({ courtCode, state, persons = [] }: TwinEvent): string {
  const attributes = { "xmlns:ns2": NOTE_NAMESPACE, verzeXsd: "1_9" };
  const matter: XmlFields = [["druhStavRizeni", state ?? null]];
  return writeXml({ name: "ns2:udalost", attributes }, [
    ["idOsobyPuvodce", courtCode ?? null],
    ["vec", state === undefined ? null : matter],
    ...persons.map((person) => ["osoba", personOf(person)] as const),
    ["priznakAnVedlejsiUdalost", "F"],
    ["priznakAnVedlejsiDokument", "F"],
  ]);
}

const personOf = (person: TwinPerson): XmlFields => [
  ["idOsoby", `${person.surname} 1`],
  ["druhRoleVRizeni", person.role ?? "DLUŽNÍK"],
  ["nazevOsoby", person.surname],
  ["druhOsoby", person.givenName === undefined ? "P" : "F"],
  ["jmeno", person.givenName ?? null],
  ["ic", person.registrationNo ?? null],
  ["rc", person.birthNumber ?? null],
  ["datumNarozeni", person.bornOn === undefined ? null : `${person.bornOn}+01:00`],
];
