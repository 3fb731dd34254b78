import { fold, foldWords } from "@/server/kernel/fold";
import {
  openRegisterTwin,
  type RegisterTwin,
  type TwinAnswer,
} from "../../registers/testing/register-twin";
import { readJson } from "../../web";
import type { AresAddress, AresCompany } from "../ares-words";

export type TwinCompany = AresCompany & { ico: string; obchodniJmeno: string };

export interface AresTwin extends RegisterTwin {
  /** As the register writes them; what is added is known from then on. */
  companies: TwinCompany[];
  addresses: AresAddress[];
}

const PATH = "/ekonomicke-subjekty-v-be/rest";
const FOUND_MAX = 1_000;
const SEARCH_KEYS = "start pocet razeni ico obchodniJmeno pravniForma sidlo czNace financniUrad";
const ADDRESS_KEYS =
  "typStandardizaceAdresy textovaAdresa kodObce nazevObce kodCastiObce nazevCastiObce " +
  "kodMestskehoCastiObvodu kodUlice nazevUlice cisloDomovni cisloOrientacni " +
  "cisloOrientacniPismeno psc start pocet razeni";

/** ARES on loopback: companies by number and name, and addresses of RÚIAN. */
export async function startAresTwin(
  options: { companies?: TwinCompany[]; addresses?: AresAddress[]; port?: number } = {},
): Promise<AresTwin> {
  const { companies = [], addresses = [], port } = options;
  const twin = await openRegisterTwin({
    path: PATH,
    port,
    answer: ({ method, path, headers, body }) => {
      const name = path.startsWith(`${PATH}/`) ? path.slice(PATH.length + 1) : "";
      if (method === "GET") return detail(companies, name);
      const question = asQuestion(headers["content-type"], body);
      if (question === null) return refusal("VSTUP_NEVALIDNI_JSON");
      if (name === "ekonomicke-subjekty/vyhledat") return searched(companies, question);
      if (name === "standardizovane-adresy/vyhledat") return standardised(addresses, question);
      return missing(path);
    },
  });
  return Object.assign(twin, { companies, addresses });
}

type Question = Readonly<Record<string, unknown>>;

const json = (status: number, value: unknown): TwinAnswer => ({
  ...{ status, mediaType: "application/json", body: JSON.stringify(value) },
});
const refusal = (subKod: string) => json(400, { kod: "CHYBA_VSTUPU", popis: "...", subKod });
/** A path that is none of the service answers in the words of its server. */
const missing = (path: string) => json(404, { status: 404, error: "Not Found", path });

function asQuestion(type: string | undefined, body: Buffer): Question | null {
  const value = readJson(body);
  const isJson = type?.startsWith("application/json") === true;
  return isJson && typeof value === "object" && value !== null ? (value as Question) : null;
}

function hasOnly(question: Question, keys: string): boolean {
  const known = keys.split(" ");
  return Object.keys(question).every((key) => known.includes(key));
}

function detail(companies: readonly TwinCompany[], name: string): TwinAnswer {
  const ico = /^ekonomicke-subjekty\/([^/?]+)$/.exec(name)?.[1];
  if (ico === undefined) return missing(`${PATH}/${name}`);
  if (!/^\d{8}$/.test(ico)) return refusal("VSTUP_NEVALIDNI_FORMAT_ICO");
  const company = companies.find((each) => each.ico === ico);
  if (company !== undefined) return json(200, company);
  const popis = "Ekonomický subjekt nenalezen";
  return json(404, { kod: "NENALEZENO", popis, subKod: "VYSTUP_SUBJEKT_NENALEZEN" });
}

function searched(companies: readonly TwinCompany[], question: Question): TwinAnswer {
  const { ico, obchodniJmeno, start, pocet } = question;
  if (!hasOnly(question, SEARCH_KEYS)) return refusal("VSTUP_NEVALIDNI_JSON");
  const numbers = ico as string[] | undefined;
  if (numbers !== undefined && (numbers.length > 100 || !numbers.every((n) => /^\d{8}$/.test(n)))) {
    return refusal("VSTUP_NEVALIDNI_FORMAT_ICO");
  }
  if (numbers === undefined && obchodniJmeno === undefined) return refusal("VSTUP_PRAZDNY");
  const name = fold(String(obchodniJmeno ?? ""));
  const hits = companies.filter(
    (each) => numbers?.includes(each.ico) ?? fold(each.obchodniJmeno).includes(name),
  );
  if (hits.length > FOUND_MAX) return refusal("VYSTUP_PRILIS_MNOHO_VYSLEDKU");
  const page = hits.slice(Number(start), Number(start) + Number(pocet));
  return json(200, { pocetCelkem: hits.length, ekonomickeSubjekty: page });
}

function standardised(addresses: readonly AresAddress[], question: Question): TwinAnswer {
  const { typStandardizaceAdresy: kind, textovaAdresa: text, start, pocet } = question;
  if (!hasOnly(question, ADDRESS_KEYS)) return refusal("VSTUP_NEVALIDNI_JSON");
  if (kind !== "UPLNA_STANDARDIZACE" && kind !== "VYHOVUJICI_ADRESY") {
    return refusal("VSTUP_NEVALIDNI_TYP_STANDARDIZACE");
  }
  if (typeof text !== "string" || text.length < 3) return refusal("VSTUP_PRAZDNY");
  const hits = kind === "UPLNA_STANDARDIZACE" ? wholeOnly(addresses, text) : near(addresses, text);
  if (hits.length > FOUND_MAX) return refusal("VYSTUP_PRILIS_MNOHO_VYSLEDKU");
  const page = hits.slice(Number(start), Number(start) + Number(pocet));
  return json(200, { pocetCelkem: hits.length, standardizovaneAdresy: page });
}

const says = (text: string, name: string | null | undefined) =>
  name !== null && name !== undefined && ` ${wordsOf(text)} `.includes(` ${wordsOf(name)} `);
const wordsOf = (text: string) => foldWords(text).join(" ");

function inStreet(addresses: readonly AresAddress[], text: string): AresAddress[] {
  const inTown = addresses.filter((each) => says(text, each.nazevObce));
  return inTown.filter((each) => says(text, each.nazevUlice ?? each.nazevCastiObce));
}

/** Of both numbers where both are said, of either where one is. */
function hasNumber(address: AresAddress, text: string): boolean {
  const said = foldWords(text.replace(/\b\d{3} ?\d{2}\b(?!\/)(?=[^,]*$)/, ""));
  const numbers = said.filter((word) => /^\d{1,4}[a-z]?$/.test(word));
  const orientation = `${address.cisloOrientacni ?? ""}${address.cisloOrientacniPismeno ?? ""}`;
  const own = [String(address.cisloDomovni ?? ""), orientation].filter((part) => part !== "");
  return numbers.length > 0 && numbers.every((number) => own.includes(number));
}

function wholeOnly(addresses: readonly AresAddress[], text: string): AresAddress[] {
  const hits = inStreet(addresses, text).filter((each) => hasNumber(each, text));
  return hits.length === 1 ? hits : [];
}

/** Houses, else the street without a house, else the town without a street. */
function near(addresses: readonly AresAddress[], text: string): AresAddress[] {
  const street = inStreet(addresses, text);
  const houses = street.filter((each) => hasNumber(each, text));
  if (houses.length > 0) return houses;
  const inTown = addresses.filter((each) => says(text, each.nazevObce));
  const [place] = street.length > 0 ? street : inTown;
  if (place === undefined) return [];
  const { nazevObce, nazevCastiObce, nazevUlice } = place;
  return [street.length > 0 ? { nazevObce, nazevCastiObce, nazevUlice } : { nazevObce }];
}
