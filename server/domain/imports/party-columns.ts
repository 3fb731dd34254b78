import { column } from "./column-spec";

/** Columns of a person or company; in sheets of cases they describe the party of the row. */
export const PARTY_COLUMNS = {
  fullName: column(
    "fullName",
    [
      "CeleJmeno | CeleMeno | FullName | ФИО",
      "Celé jméno | Jméno a příjmení | Příjmení a jméno | Jméno | Dlužník | Jméno dlužníka | Povinný | Jméno povinného | Osoba | Jméno osoby | Jméno / název | Název / jméno | Jméno nebo název | Název | Název dlužníka | Subjekt | Žadatel | Celé meno | Meno a priezvisko | Priezvisko a meno | Meno | Dlžník | Meno dlžníka | Názov | Full name | Name | Debtor | Debtor name | Должник | Полное имя | Имя должника | Имя | Фамилия и имя",
    ],
    { example: "Ing. Jan Novák, Ph.D." },
  ),
  givenName: column(
    "text",
    ["Jméno | Meno | First name | Имя", "Křestní jméno | Krestné meno | Given name | Name"],
    { beside: "surname", example: "Jan" },
  ),
  surname: column(
    "text",
    ["Příjmení | Priezvisko | Surname | Фамилия", "Last name | Family name | Příjmení dlužníka"],
    { example: "Novák" },
  ),
  titlesBefore: column(
    "text",
    [
      "Titul před jménem | Titul pred menom | Title before name | Титул перед именем",
      "Titul | Tituly | Titul před | Tituly před | Tituly před jménem | Titul pred | Title | Degree | Титул",
    ],
    { example: "Ing." },
  ),
  titlesAfter: column(
    "text",
    [
      "Titul za jménem | Titul za menom | Title after name | Титул после имени",
      "Titul za | Tituly za | Tituly za jménem | Titul po | Title after",
    ],
    { example: "Ph.D." },
  ),
  companyName: column(
    "companyName",
    [
      "Název firmy | Názov firmy | Company name | Наименование организации",
      "Firma | Obchodní firma | Společnost | Název společnosti | Obchodní název | Obchodné meno | Spoločnosť | Company | Business name | Organization | Организация | Компания | Наименование",
    ],
    { example: "Sokordia, s.r.o." },
  ),
  partyKind: column(
    "partyKind",
    [
      "Typ osoby | Typ osoby | Kind of person | Тип лица",
      "Druh osoby | FO/PO | FO / PO / OSVČ | Fyzická/právnická | Person type | Party type",
    ],
    { example: "FO" },
  ),
  birthNumber: column(
    "birthNumber",
    [
      "RC | RC | BirthNumber | Номер рождения",
      "RČ | R.Č. | Rodné číslo | Rodné č. | Rod. č. | Rod. číslo | RČ dlužníka | Rodné číslo dlužníka | Birth number | Birth no | National ID | Personal number | Родное число | Личный номер",
    ],
    { example: "800101/9114" },
  ),
  birthOn: column(
    "day",
    [
      "Datum narození | Dátum narodenia | Date of birth | Дата рождения",
      "Dat. nar. | Datum nar. | Dat. narození | Nar. | Narozen | Narozena | Narozen/a | Narodený | DOB | Birth date | Birthday",
    ],
    { example: "1. 1. 1980" },
  ),
  registrationNo: column(
    "registrationNo",
    [
      "IČO | IČO | Registration no. | Регистрационный номер",
      "IČ | IČ dlužníka | IČO dlužníka | Identifikační číslo | Identifikačné číslo | Company ID | Company no | Reg. no | Registration number | Рег. номер | ИЧО",
    ],
    { example: "00177041" },
  ),
  taxId: column(
    "taxId",
    [
      "DIČ | DIČ | Tax ID | Налоговый номер",
      "DIČ dlužníka | Daňové identifikační číslo | VAT | VAT ID | VAT number | Tax number",
    ],
    { example: "CZ00177041" },
  ),
  legalForm: column("text", ["Právní forma | Právna forma | Legal form | Правовая форма", ""], {
    example: "s.r.o.",
  }),
  country: column(
    "country",
    [
      "Země | Krajina | Country | Страна",
      "Stát | Štát | Země osoby | Státní příslušnost | Země pobytu | Гражданство",
    ],
    { example: "CZ" },
  ),
  dataBoxId: column(
    "dataBoxId",
    [
      "Datová schránka | Dátová schránka | Data box | Ящик данных",
      "ID datové schránky | ID DS | IDDS | DS | ISDS | Datová schránka ID | Data box ID | Elektronická schránka",
    ],
    { example: "abc23de" },
  ),
  emails: column(
    "emails",
    [
      "Email | Email | Email | Эл. почта",
      "E-mail | Mail | E-mailová adresa | Emailová adresa | E-mail dlužníka | Kontaktní e-mail | E-mail address | Email address | Почта | Электронная почта",
    ],
    { isMulti: true, example: "jan.novak@example.cz" },
  ),
  phones: column(
    "phones",
    [
      "Telefon | Telefón | Phone | Телефон",
      "Tel. | Tel. číslo | Telefonní číslo | Telefonné číslo | Telefon dlužníka | Kontaktní telefon | Mobil | Mobilní telefon | Mobilní číslo | Mobilný telefón | GSM | Pevná linka | Phone number | Telephone | Mobile | Mobile phone | Cell | Номер телефона | Мобильный | Моб. телефон",
    ],
    { isMulti: true, example: "+420 777 123 456" },
  ),
  web: column("text", ["Web | Web | Website | Сайт", "WWW | Webové stránky | URL | Web page"], {
    example: "www.example.cz",
  }),
  otherId: column(
    "text",
    [
      "Další ID | Ďalšie ID | Other ID | Другой ID",
      "Jiné ID | Číslo OP | Občanský průkaz | Číslo dokladu totožnosti | Číslo občianskeho preukazu | Číslo pasu | ID card",
    ],
    { example: "" },
  ),
  partyNote: column(
    "longText",
    [
      "Poznámka k osobě | Poznámka k osobe | Note on person | Примечание о лице",
      "Poznámka o osobě | Party note",
    ],
    { in: { parties: "Poznámka | Pozn. | Note | Notes | Komentář | Примечание" } },
  ),
} as const;
