import { debtorOf, randomOf } from "../../examples/workbooks/people";
import type { TwinCompany } from "../../server/connectors/ares/testing/ares-twin";
import type { WireUnit } from "../../server/connectors/slovak-registers/ask-accounting-unit";
import type { RpoEntity } from "../../server/connectors/slovak-registers/rpo-words";
import type { ViesTwin } from "../../server/connectors/vies/testing/vies-twin";

/** A company of the sandbox; none of them exists. */
interface Company {
  ico: string;
  name: string;
  /** Code of the legal form, in the list of its state. */
  form: string;
  street: string;
  house: number;
  orientation?: number;
  town: string;
  postalCode: string;
  /** "DE": the seat lies there. */
  country?: string;
  isPayer?: boolean;
  endedOn?: string;
}

/** Whom the demo's own workbooks and settings name, and others to be added by hand. */
const CZECH: readonly Company[] = [
  {
    ...{ ico: "09901272", name: "Inkaso Vltava, s.r.o.", form: "112", isPayer: true },
    ...{ street: "Nábřeží", house: 12, town: "Praha 2", postalCode: "12800" },
  },
  {
    ...{ ico: "27600009", name: "Pekařství U Mlýna, s.r.o.", form: "112", isPayer: true },
    ...{ street: "Mlýnská", house: 418, orientation: 7, town: "Olomouc", postalCode: "77900" },
  },
  {
    ...{ ico: "27600017", name: "Stavby Beskyd, a.s.", form: "121", isPayer: true },
    ...{ street: "Těšínská", house: 1210, orientation: 2, town: "Ostrava", postalCode: "71000" },
  },
  {
    ...{ ico: "27600025", name: "Karel Truhlář – nábytek na míru", form: "101" },
    ...{ street: "Na Pile", house: 33, town: "Jihlava", postalCode: "58601" },
  },
  // A branch, whose seat lies abroad.
  {
    ...{ ico: "27600050", name: "Elbe Handel GmbH, odštěpný závod", form: "421", country: "DE" },
    ...{ street: "Hauptstraße", house: 21, town: "Dresden", postalCode: "01067" },
  },
  // Dissolved: it stays in the register, with the day.
  {
    ...{ ico: "27600033", name: "Zaniklé sklárny, s.r.o.", form: "112", endedOn: "2024-06-30" },
    ...{ street: "Sklářská", house: 5, town: "Jablonec nad Nisou", postalCode: "46601" },
  },
  // Insolvent, as the sandbox's insolvency register says as well.
  {
    ...{ ico: "27600041", name: "Autodoprava Předlužená, s.r.o.", form: "112", isPayer: true },
    ...{ street: "Silniční", house: 990, orientation: 14, town: "Plzeň", postalCode: "30100" },
  },
];

/** The company above that is insolvent. */
export const INSOLVENT_COMPANY = {
  ...{ registrationNo: "27600041", surname: "Autodoprava Předlužená, s.r.o." },
  ...{ senate: 37, number: 8_900, year: 2026, court: "Krajský soud v Plzni" },
  ...{ state: "ÚPADEK", startedOn: "2026-08-03" },
};

const SLOVAK: readonly (Company & { dic: string })[] = [
  {
    ...{ ico: "36700002", name: "Tatranské pekárne, s. r. o.", form: "112", dic: "2022700009" },
    ...{ street: "Štefánikova", house: 1024, orientation: 8, town: "Poprad", postalCode: "05801" },
    isPayer: true,
  },
  {
    ...{ ico: "36700011", name: "Dunajská doprava, a. s.", form: "121", dic: "2022700020" },
    ...{ street: "Prístavná", house: 10, town: "Bratislava", postalCode: "82109", isPayer: true },
  },
  {
    ...{ ico: "36700029", name: "Zrušená píla, s. r. o.", form: "112", dic: "2022700031" },
    ...{ street: "Drevárska", house: 3, town: "Zvolen", postalCode: "96001" },
    endedOn: "2023-11-15",
  },
];

/** People of the demo's workbooks have numbers up to this one. */
const PEOPLE = 300;

/** Firms that owe in the demo's workbooks, as its generator makes them. */
function firmsOfWorkbooks(): Company[] {
  const firms = Array.from({ length: PEOPLE }, (_, at) =>
    debtorOf(at + 1, randomOf((at + 1) * 977)),
  );
  return firms.flatMap(({ registrationNo, fullName, street, postalCode, city }) => {
    const [, name = street, house = "1", orientation = "1"] =
      /^(.*) (\d+)\/(\d+)$/.exec(street) ?? [];
    if (registrationNo === null) return [];
    return {
      ...{ ico: registrationNo, name: fullName, form: "112", street: name, town: city },
      ...{ house: Number(house), orientation: Number(orientation), isPayer: true },
      postalCode: postalCode.replaceAll(" ", ""),
    };
  });
}

const czech = () => [...CZECH, ...firmsOfWorkbooks()];

/** As ARES has them. */
export const aresCompanies = (): TwinCompany[] =>
  czech().map(({ ico, name, form, isPayer, endedOn, country = "CZ", ...seat }, at) => ({
    ...{ ico, obchodniJmeno: name, pravniForma: form, datumVzniku: "2008-05-12" },
    ...{ datumAktualizace: "2026-06-01", primarniZdroj: "ros" },
    ...(isPayer ? { dic: `CZ${ico}` } : {}),
    ...(endedOn ? { datumZaniku: endedOn } : {}),
    sidlo: {
      ...{ kodStatu: country, nazevObce: seat.town, nazevUlice: seat.street },
      ...{
        cisloDomovni: seat.house,
        cisloOrientacni: seat.orientation ?? null,
        typCisloDomovni: 1,
      },
      psc: seat.postalCode,
      ...(country === "CZ" ? { kodAdresnihoMista: 21_000_100 + at } : {}),
    },
    seznamRegistraci: {
      ...{ stavZdrojeRos: endedOn ? "ZANIKLY" : "AKTIVNI", stavZdrojeVr: "AKTIVNI" },
      stavZdrojeDph: isPayer ? "AKTIVNI" : "NEEXISTUJICI",
      stavZdrojeIr: ico === INSOLVENT_COMPANY.registrationNo ? "AKTIVNI" : "NEEXISTUJICI",
    },
  }));

const FORMS: Readonly<Record<string, string>> = {
  "112": "Spoločnosť s ručením obmedzeným",
  "121": "Akciová spoločnosť",
};

/** As RPO has them. */
export const rpoEntities = (): RpoEntity[] =>
  SLOVAK.map(({ ico, name, form, endedOn, ...seat }, at) => {
    const during = { validFrom: "2009-03-02", ...(endedOn ? { validTo: endedOn } : {}) };
    return {
      id: 870_001 + at,
      identifiers: [{ value: ico, ...during }],
      fullNames: [{ value: name, ...during }],
      addresses: [
        {
          ...during,
          ...{ street: seat.street, regNumber: seat.orientation ? seat.house : 0 },
          buildingNumber: String(seat.orientation ?? seat.house),
          ...{ postalCodes: [seat.postalCode], municipality: { value: seat.town } },
        },
      ],
      legalForms: [{ ...during, value: { value: FORMS[form] ?? null, code: form } }],
      ...{ establishment: "2009-03-02", sourceRegister: { value: { value: "Obchodný register" } } },
      ...(endedOn ? { termination: endedOn } : {}),
    };
  });

/** As RegisterUZ has them: it says the DIČ. */
export const accountingUnits = (): WireUnit[] =>
  SLOVAK.map(({ ico, dic, name, street, town, postalCode }, at) => ({
    ...{ id: 550_001 + at, ico, dic, nazovUJ: name, ulica: street, mesto: town, psc: postalCode },
  }));

/** Numbers for VAT that are valid, and whose. */
export function vatNumbers(): ViesTwin["valid"] {
  const line = ({ street, house, orientation, postalCode, town }: Company) =>
    `${street} ${[house, orientation].filter(Boolean).join("/")}\n${postalCode} ${town}`;
  const payers = (companies: readonly (Company & { dic?: string })[], prefix: string) =>
    companies
      .filter(({ isPayer }) => isPayer)
      .map((each) => {
        const whose = { name: each.name, address: line(each) };
        return [`${prefix}${each.dic ?? each.ico}`, whose] as const;
      });
  return new Map([...payers(czech(), "CZ"), ...payers(SLOVAK, "SK")]);
}
