import { column } from "./column-spec";

/** Addresses of the party: main, seat, other, contact; in one cell or in parts. */
export const ADDRESS_COLUMNS = {
  street: column(
    "text",
    [
      "Ulice | Ulica | Street | Улица",
      "Ulice a číslo | Ulice a č.p. | Ulice, č.p. | Ulice č.p. | Ulice a číslo popisné | Ulica a číslo | Trvalé bydliště ulice | Bydliště ulice | Adresa ulice | Adresa | Street address | Address line 1 | Улица и дом",
    ],
    { example: "Dlouhá 12/3" },
  ),
  houseNumber: column(
    "text",
    [
      "Č.p. | Súpisné číslo | House number | Дом",
      "ČP | Číslo popisné | Č. popisné | Číslo domu | Č. domu | Č.p./č.o. | ČP/ČO | Popisné číslo | House no | Номер дома",
    ],
    { beside: "street", example: "12/3" },
  ),
  postalCode: column(
    "postalCode",
    [
      "PSC | PSC | Postal code | Индекс",
      "PSČ | P.S.Č. | Poštovní směrovací číslo | Směrovací číslo | Smerovacie číslo | Bydliště PSČ | Trvalé bydliště PSČ | ZIP | ZIP code | Postcode | Post code | Почтовый индекс",
    ],
    { example: "110 00" },
  ),
  city: column(
    "text",
    [
      "Obec | Obec | City | Город",
      "Město | Mesto | Obec/město | Město/obec | Bydliště obec | Bydliště město | Trvalé bydliště obec | Town | Населённый пункт",
    ],
    { example: "Praha 1" },
  ),
  address: column(
    "address",
    [
      "Adresa | Adresa | Address | Адрес",
      "Trvalá adresa | Trvalé bydliště | Bydliště | Adresa bydliště | Trvalý pobyt | Adresa trvalého pobytu | Adresa trvalého bydliště | Adresa dlužníka | Hlavní adresa | Celá adresa | Trvalé bydlisko | Bydlisko | Full address | Main address | Адрес должника",
    ],
    { example: "Dlouhá 12/3, 110 00 Praha 1" },
  ),
  seatStreet: column(
    "text",
    [
      "Sídlo: ulice | Sídlo: ulica | Seat street | Место нахождения: улица",
      "Ulice sídla | Sídlo ulice a číslo | Ulica sídla | Registered seat street",
    ],
    { example: "Dlouhá 12/3" },
  ),
  seatPostalCode: column(
    "postalCode",
    [
      "Sídlo: PSČ | Sídlo: PSČ | Seat postal code | Место нахождения: индекс",
      "PSČ sídla | Sídlo ZIP | Seat ZIP",
    ],
    { example: "110 00" },
  ),
  seatCity: column(
    "text",
    [
      "Sídlo: obec | Sídlo: obec | Seat city | Место нахождения: город",
      "Obec sídla | Město sídla | Sídlo město | Mesto sídla | Sídlo mesto | Seat town",
    ],
    { example: "Praha 1" },
  ),
  seatAddress: column(
    "address",
    [
      "Sídlo | Sídlo | Seat | Место нахождения",
      "Adresa sídla | Sídlo firmy | Sídlo společnosti | Místo podnikání | Miesto podnikania | Registered seat | Registered office | Юридический адрес",
    ],
    { example: "Dlouhá 12/3, 110 00 Praha 1" },
  ),
  otherStreet: column(
    "text",
    [
      "Další adresa: ulice | Ďalšia adresa: ulica | Other street | Другой адрес: улица",
      "Ulice 2 | Jiná adresa ulice | Přechodné bydliště ulice",
    ],
    { example: "" },
  ),
  otherPostalCode: column(
    "postalCode",
    [
      "Další adresa: PSČ | Ďalšia adresa: PSČ | Other postal code | Другой адрес: индекс",
      "PSČ 2 | Jiná adresa PSČ | Přechodné bydliště PSČ",
    ],
    { example: "" },
  ),
  otherCity: column(
    "text",
    [
      "Další adresa: obec | Ďalšia adresa: obec | Other city | Другой адрес: город",
      "Obec 2 | Město 2 | Jiná adresa obec | Jiná adresa město | Přechodné bydliště obec",
    ],
    { example: "" },
  ),
  otherAddress: column(
    "address",
    [
      "Další adresa | Ďalšia adresa | Other address | Другой адрес",
      "Jiná adresa | Adresa 2 | Přechodná adresa | Přechodné bydliště | Prechodné bydlisko",
    ],
    { example: "" },
  ),
  contactStreet: column(
    "text",
    [
      "Kontaktní adresa: ulice | Kontaktná adresa: ulica | Contact street | Контактный адрес: улица",
      "Kontaktní ulice | Doručovací adresa ulice | Korespondenční adresa ulice | Doručovací ulice | Korespondenční ulice | Korešpondenčná ulica",
    ],
    { example: "" },
  ),
  contactPostalCode: column(
    "postalCode",
    [
      "Kontaktní adresa: PSČ | Kontaktná adresa: PSČ | Contact postal code | Контактный адрес: индекс",
      "Kontaktní PSČ | Doručovací adresa PSČ | Korespondenční adresa PSČ | Doručovací PSČ | Korespondenční PSČ",
    ],
    { example: "" },
  ),
  contactCity: column(
    "text",
    [
      "Kontaktní adresa: obec | Kontaktná adresa: obec | Contact city | Контактный адрес: город",
      "Kontaktní obec | Kontaktní město | Doručovací adresa obec | Doručovací obec | Doručovací město | Korespondenční adresa obec | Korespondenční obec | Korespondenční město",
    ],
    { example: "" },
  ),
  contactAddress: column(
    "address",
    [
      "Kontaktní adresa | Kontaktná adresa | Contact address | Контактный адрес",
      "Doručovací adresa | Korespondenční adresa | Adresa pro doručování | Korešpondenčná adresa | Mailing address | Correspondence address | Адрес для корреспонденции",
    ],
    { example: "" },
  ),
} as const;
