import {
  openRegisterTwin,
  type RegisterTwin,
  type TwinAnswer,
} from "../../registers/testing/register-twin";
import {
  readXml,
  writeXml,
  type XmlElement,
  type XmlFields,
  type XmlTag,
  xmlChild,
} from "../../xml";
import { ADIS_MESSAGE, ADIS_NAMESPACE, ADIS_OPERATION } from "../adis-words";

export interface TwinPayer {
  /** Without its prefix. */
  number: string;
  type?: "PLATCE_DPH" | "IDENTIFIKOVANA_OSOBA" | "SKUPINA_DPH" | "NESPOLEHLIVA_OSOBA";
  unreliableSince?: string;
  name?: string;
  taxOffice?: string;
  address?: { uliceCislo: string; castObce: string; mesto: string; psc: string; stat: string };
  accounts?: readonly (
    | { since: string; until?: string; prefix?: string; number: string; bank: string }
    | { since: string; until?: string; iban: string }
  )[];
}

export interface VatPayersTwin extends RegisterTwin {
  payers: TwinPayer[];
  today: string;
  /** What the service says of itself: "0" is well, "2" and "3" are not. */
  statusCode: "0" | "2" | "3";
}

const PATH = "/dpr/axis2/services/rozhraniCRPDPH.rozhraniCRPDPHSOAP";
const STATUS_TEXT = { "0": "OK", "1": "Chyba vstupu", "2": "Údržba", "3": "Nedostupné" } as const;

/** The Czech register of VAT payers on loopback: SOAP 1.1. */
export async function startVatPayersTwin(
  options: { payers?: TwinPayer[]; port?: number } = {},
): Promise<VatPayersTwin> {
  const own = {
    ...{ payers: options.payers ?? [], today: "2026-07-24" },
    statusCode: "0" as VatPayersTwin["statusCode"],
  };
  const twin: VatPayersTwin = Object.assign(
    await openRegisterTwin({
      ...{ path: PATH, port: options.port },
      answer: ({ method, path, headers, body }) => {
        const action = `"${ADIS_NAMESPACE}${ADIS_OPERATION}"`;
        const isRight = method === "POST" && path === PATH && headers.soapaction === action;
        const numbers = isRight ? numbersOf(readXml(body)) : null;
        return numbers === null ? fault() : answerOf(twin, numbers);
      },
    }),
    own,
  );
  return twin;
}

function numbersOf(envelope: XmlElement | null): string[] | null {
  const request = envelope && xmlChild(envelope, "Body")?.children[0];
  if (!request || request.name !== `${ADIS_MESSAGE}Request`) return null;
  if (request.namespace !== ADIS_NAMESPACE || request.children.length === 0) return null;
  const numbers = request.children.map(({ name, text }) => (name === "dic" ? text : ""));
  return numbers.every((number) => /^(?:CZ)?\d{8,10}$/.test(number)) ? numbers : null;
}

function soap(content: XmlFields, status = 200): TwinAnswer {
  const attributes = { "xmlns:soapenv": "http://schemas.xmlsoap.org/soap/envelope/" };
  const body = writeXml({ name: "soapenv:Envelope", attributes }, [["soapenv:Body", content]]);
  return { status, mediaType: "text/xml; charset=utf-8", body };
}

const fault = () => {
  const words: XmlFields = [
    ["faultcode", "soapenv:Client"],
    ["faultstring", "unknown"],
  ];
  return soap([["soapenv:Fault", words]], 500);
};

function answerOf(twin: VatPayersTwin, numbers: readonly string[]): TwinAnswer {
  const statusCode = numbers.length > 100 ? "1" : twin.statusCode;
  const statusText = STATUS_TEXT[statusCode];
  const status = { odpovedGenerovana: twin.today, statusCode, statusText };
  const subjects = statusCode === "0" ? numbers.map((each) => subjectOf(twin.payers, each)) : [];
  const answer = { name: `${ADIS_MESSAGE}Response`, attributes: { xmlns: ADIS_NAMESPACE } };
  return soap([[answer, [[{ name: "status", attributes: status }, ""], ...subjects]]]);
}

function subjectOf(payers: readonly TwinPayer[], asked: string): readonly [XmlTag, XmlFields] {
  const dic = asked.replace(/^CZ/, "");
  const payer = payers.find(({ number }) => number === dic);
  const name = "statusSubjektu";
  if (payer === undefined) {
    const none = "NENALEZEN";
    return [{ name, attributes: { typSubjektu: none, dic, nespolehlivyPlatce: none } }, []];
  }
  const { type = "PLATCE_DPH", unreliableSince, accounts = [], address } = payer;
  const since: Record<string, string> = unreliableSince
    ? { datumZverejneniNespolehlivosti: unreliableSince }
    : {};
  const nespolehlivyPlatce = unreliableSince ? "ANO" : "NE";
  const cisloFu = payer.taxOffice ?? "451";
  const attributes = { typSubjektu: type, dic, nespolehlivyPlatce, cisloFu, ...since };
  return [
    { name, attributes },
    [
      ["zverejneneUcty", accounts.length === 0 ? null : accounts.map(accountOf)],
      ["nazevSubjektu", payer.name ?? null],
      ["adresa", address === undefined ? null : Object.entries(address)],
    ],
  ];
}

function accountOf(
  account: NonNullable<TwinPayer["accounts"]>[number],
): readonly [XmlTag, XmlFields] {
  const { since, until } = account;
  const ended: Record<string, string> =
    until === undefined ? {} : { datumZverejneniUkonceni: until };
  const published = { name: "ucet", attributes: { datumZverejneni: since, ...ended } };
  if ("iban" in account) {
    const other = { name: "nestandardniUcet", attributes: { cislo: account.iban } };
    return [published, [[other, ""]]];
  }
  const prefix: Record<string, string> =
    account.prefix === undefined ? {} : { predcisli: account.prefix };
  const attributes = { ...prefix, cislo: account.number, kodBanky: account.bank };
  return [published, [[{ name: "standardniUcet", attributes }, ""]]];
}
