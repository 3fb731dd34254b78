import { digitsOf, fold } from "@/server/kernel/fold";
import type { Allowed } from "../../registers/testing/soap-register";
import { childText, type XmlElement, type XmlFields } from "../../xml";

export const NAMESPACE = "http://isirws.cca.cz/types/";
export const ANSWER = "getIsirWsCuzkDataResponse";

const FLAG = /^[TF]$/;
const INT = /^\d{1,10}$/;
const SOME = /./;

/** The question of the register in the order of its interface, nothing of it empty. */
export const DEBTORS_ASKED: { name: string; allowed: readonly Allowed[] } = {
  name: "getIsirWsCuzkDataRequest",
  allowed: [
    { name: "ic", form: SOME },
    { name: "rc", form: SOME },
    { name: "druhVec", form: SOME },
    { name: "bcVec", form: INT },
    { name: "rocnik", form: INT },
    { name: "nazevOsoby", form: SOME },
    { name: "jmeno", form: SOME },
    { name: "datumNarozeni", form: /^\d{4}-\d\d-\d\d$/ },
    { name: "maxPocetVysledku", form: INT },
    { name: "filtrAktualniRizeni", form: FLAG },
    { name: "vyhledatPresnouShoduJmen", form: FLAG },
    { name: "vyhledatBezDiakritiky", form: FLAG },
    { name: "maxRelevanceVysledku", form: /^[1-7]$/ },
  ],
};

/** A row of the register: a debtor in one proceeding. Two debtors of one proceeding are joint. */
export interface TwinDebtor {
  /** With or without a slash. */
  birthNumber?: string;
  registrationNo?: string;
  /** Surname, or the name of a company. */
  surname: string;
  givenName?: string;
  titlesBefore?: string;
  titlesAfter?: string;
  /** "1980-01-01" */
  bornOn?: string;
  senate?: number;
  number: number;
  year: number;
  court?: string;
  state?: string;
  startedOn?: string;
  endedOn?: string;
  addressKind?: string;
  street?: string;
  houseNumber?: string;
  city?: string;
  district?: string;
  postalCode?: string;
  country?: string;
  detailUrl?: string;
  isCoDebtor?: boolean;
}

const zoned = (day: string | undefined) => (day === undefined ? null : `${day}Z`);

/** As the register writes its rows, with odd blanks around the address and zones behind days. */
export function rowOf(row: TwinDebtor): XmlFields {
  const { birthNumber, senate = 37, number, year } = row;
  const digits = digitsOf(birthNumber ?? "");
  const id = `${year}${number}`.padStart(32, "0");
  const detail = `https://isir.justice.cz/isir/ueu/evidence_upadcu_detail.do?id=${id}`;
  return [
    ["ic", row.registrationNo ?? null],
    ["rc", birthNumber === undefined ? null : `${digits.slice(0, 6)}/${digits.slice(6)}`],
    ["cisloSenatu", String(senate)],
    ["druhVec", "INS"],
    ["bcVec", String(number)],
    ["rocnik", String(year)],
    ["nazevOrganizace", row.court ?? "Krajský soud v Brně"],
    ["datumNarozeni", zoned(row.bornOn)],
    ["titulPred", row.titlesBefore ?? null],
    ["titulZa", row.titlesAfter ?? null],
    ["jmeno", row.givenName ?? null],
    ["nazevOsoby", row.surname],
    ["druhAdresy", row.addressKind ?? (row.givenName === undefined ? "SÍDLO FY" : "TRVALÁ")],
    ["mesto", row.city ?? "Zkušební Lhota"],
    ["ulice", row.street ?? "Vzorová"],
    ["cisloPopisne", row.houseNumber ?? "217"],
    ["okres", row.district ?? null],
    ["zeme", row.country ?? null],
    ["psc", row.postalCode ?? "588 12"],
    ["druhStavKonkursu", row.state ?? "ODDLUŽENÍ"],
    ["urlDetailRizeni", `\n          ${row.detailUrl ?? detail}\n        `],
    ["dalsiDluznikVRizeni", row.isCoDebtor === true ? "T" : "F"],
    ["datumPmZahajeniUpadku", zoned(row.startedOn)],
    ["datumPmUkonceniUpadku", zoned(row.endedOn)],
  ];
}

export type Found =
  | { kind: "found"; rows: TwinDebtor[]; relevance: number }
  | { kind: "code"; code: "WS1" | "WS2" | "WS3" };

/** The register's own search: weaker and weaker until somebody is found or the bound is met. */
export function debtorsFor(question: XmlElement, debtors: readonly TwinDebtor[]): Found {
  const of = (name: string) => childText(question, name);
  const [surname, givenName, bornOn] = [of("nazevOsoby"), of("jmeno"), of("datumNarozeni")];
  const isMark = of("bcVec") !== "" && of("rocnik") !== "";
  if (of("rc") === "" && of("ic") === "" && surname === "" && !isMark) return code("WS1");
  if ([surname, givenName].some((name) => name.length === 1)) return code("WS3");
  const shape = (name: string) =>
    of("vyhledatBezDiakritiky") === "T" ? fold(name) : name.toUpperCase();
  const isNamed = (asked: string, said: string | undefined) =>
    asked !== "" &&
    (of("vyhledatPresnouShoduJmen") === "T"
      ? shape(said ?? "") === shape(asked)
      : shape(said ?? "").startsWith(shape(asked)));
  const bySurname = (row: TwinDebtor) => isNamed(surname, row.surname);
  const byGivenName = (row: TwinDebtor) => isNamed(givenName, row.givenName);
  const byDay = (row: TwinDebtor) => bornOn !== "" && row.bornOn === bornOn;
  const steps: ((row: TwinDebtor) => boolean)[] = [
    (row) => of("rc") !== "" && digitsOf(of("rc")) === digitsOf(row.birthNumber ?? ""),
    (row) => of("ic") !== "" && of("ic") === row.registrationNo,
    (row) => isMark && Number(of("bcVec")) === row.number && Number(of("rocnik")) === row.year,
    (row) => bySurname(row) && byGivenName(row) && byDay(row),
    (row) => bySurname(row) && byDay(row),
    (row) => bySurname(row) && byGivenName(row),
    bySurname,
  ];
  const bound = Number(of("maxRelevanceVysledku") || "7");
  const max = Number(of("maxPocetVysledku") || "200");
  for (const [i, step] of steps.slice(0, bound).entries()) {
    const rows = debtors.filter((row) => isRunning(row, of("filtrAktualniRizeni")) && step(row));
    if (rows.length === 0) continue;
    const beside = i === 2 ? [] : jointWith(rows, debtors);
    return { kind: "found", rows: [...rows, ...beside].slice(0, max), relevance: i + 1 };
  }
  return code("WS2");
}

const code = (each: "WS1" | "WS2" | "WS3"): Found => ({ kind: "code", code: each });

const isRunning = ({ state }: TwinDebtor, filter: string): boolean =>
  filter !== "T" || (state !== "ODSKRTNUTA" && state !== "PRAVOMOCNA");

function jointWith(found: readonly TwinDebtor[], all: readonly TwinDebtor[]): TwinDebtor[] {
  const others = all.filter((row) => !found.includes(row));
  return others
    .filter((row) => found.some(({ number, year }) => number === row.number && year === row.year))
    .map((row) => ({ ...row, isCoDebtor: true }));
}
