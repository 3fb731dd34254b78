import { column } from "./column-spec";

/** Requisites of whoever trades, the licence of a row, and codes of addresses in their registers. */
export const REQUISITE_COLUMNS = {
  shortName: column(
    "text",
    [
      "Zkrácený název | Skrátený názov | Short name | Краткое наименование",
      "Krátký název | Zkratka názvu | Krátky názov | Short company name | Сокращённое наименование",
    ],
    { example: "Sokordia" },
  ),
  vatId: column(
    "vatId",
    [
      "DIČ skupiny DPH | IČ DPH | VAT ID of group | Номер плательщика НДС",
      "IČ DPH dlužníka | IČDPH | DIČ DPH | DIČ pro DPH | EU VAT | Номер НДС",
    ],
    { example: "SK2022749619" },
  ),
  inn: column("inn", ["INN | INN | INN | ИНН", "ИНН должника | ИНН контрагента"], {
    example: "7707083893",
  }),
  kpp: column("kpp", ["KPP | KPP | KPP | КПП", "КПП контрагента"], { example: "773601001" }),
  ogrn: column("ogrn", ["OGRN | OGRN | OGRN | ОГРН", "ОГРНИП | ОГРН контрагента | OGRNIP"], {
    example: "1027700132195",
  }),
  fileMark: column(
    "fileMark",
    [
      "Značka v OR | Značka v ORSR | Register file mark | Запись в реестре",
      "Spisová značka OR | Sp. zn. OR | Zápis v OR | Zapsáno v OR | Vložka v OR | Spisová značka rejstříku | Obchodní rejstřík | Obchodný register | Commercial register",
    ],
    { example: "C 12345 vedená u Městského soudu v Praze" },
  ),
  licenceKind: column(
    "text",
    [
      "Licence | Licencia | Licence | Лицензия",
      "Druh licence | Předmět licence | Oprávnění | Licence k čemu | Druh licencie | License | Вид лицензии",
    ],
    { example: "směnárenská činnost" },
  ),
  licenceNumber: column(
    "text",
    [
      "Číslo licence | Číslo licencie | Licence number | Номер лицензии",
      "Č. licence | Číslo oprávnění | License number | License no",
    ],
    { example: "2026/123" },
  ),
  licenceIssuedBy: column(
    "text",
    [
      "Licenci vydal | Licenciu vydal | Licence issued by | Кем выдана лицензия",
      "Vydavatel licence | Licence vydána kým | License issued by",
    ],
    { example: "ČNB" },
  ),
  licenceFrom: column(
    "day",
    [
      "Licence od | Licencia od | Licence from | Лицензия с",
      "Licence platná od | Platnost licence od | License valid from",
    ],
    { example: "1. 1. 2026" },
  ),
  licenceTo: column(
    "day",
    [
      "Licence do | Licencia do | Licence to | Лицензия до",
      "Licence platná do | Platnost licence do | License valid to",
    ],
    { example: "31. 12. 2028" },
  ),
  addressPoint: column(
    "addressPoint",
    [
      "Kód adresního místa | Kód adresného bodu | Address point code | Код адресной точки",
      "RÚIAN | Kód RÚIAN | Kód ADM | RUIAN ID | Identifikátor adresy | Address point",
    ],
    { example: "21694567" },
  ),
  fiasCode: column(
    "fiasCode",
    ["Kód FIAS | Kód FIAS | FIAS code | Код ФИАС", "FIAS | ФИАС | GUID ФИАС | FIAS ID | FIAS GUID"],
    {
      example: "0c5b2444-70a0-4932-980c-b4dc0d3f02b5",
    },
  ),
  seatAddressPoint: column(
    "addressPoint",
    [
      "Sídlo: kód adresního místa | Sídlo: kód adresného bodu | Seat address point code | Место нахождения: код точки",
      "Kód adresního místa sídla | RÚIAN sídla | Kód RÚIAN sídla",
    ],
    { example: "21694567" },
  ),
  seatFiasCode: column(
    "fiasCode",
    [
      "Sídlo: kód FIAS | Sídlo: kód FIAS | Seat FIAS code | Место нахождения: код ФИАС",
      "Kód FIAS sídla | ФИАС места нахождения",
    ],
    { example: "" },
  ),
} as const;
