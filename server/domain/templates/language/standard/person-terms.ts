import { termTable } from "./term-table";

/** What is known of a party of a case. */
export const PERSON_TERMS = termTable(`
fullName text | Celé jméno | Celé meno | Full name | Полное имя | CeléJméno, Jméno a příjmení, Meno a priezvisko, Name, Jméno nebo název, Názov
givenName text | Jméno | Meno | Given name | Имя | Jméno, KřestníJméno, Krstné meno, FirstName
surname text | Příjmení | Priezvisko | Surname | Фамилия | Příjmení, LastName, FamilyName
titlesBefore text | Titul před jménem | Titul pred menom | Titles before the name | Титул перед именем | TitulPřed, Titul, Tituly
titlesAfter text | Titul za jménem | Titul za menom | Titles after the name | Титул после имени | TitulZa
salutation text | Oslovení | Oslovenie | Salutation | Обращение | Oslovení
titledSalutation text | Oslovení s titulem | Oslovenie s titulom | Salutation with title | Обращение с титулом | OsloveníSTitulem
givenNameVocative text | Jméno v 5. pádě bez příjmení | Meno v 5. páde bez priezviska | Given name in the vocative | Имя без фамилии в звательном падеже | KřestníJménoVokativ
vocative text | Jméno v 5. pádě | Meno v 5. páde | Name in the vocative | Имя в звательном падеже | Vokativ, JménoVokativ, PátýPád
surnameVocative text | Příjmení v 5. pádě | Priezvisko v 5. páde | Surname in the vocative | Фамилия в звательном падеже | PříjmeníVokativ
sex text | Pohlaví | Pohlavie | Sex | Пол | Pohlaví, Gender
isOrganization flag | Je organizace | Je organizácia | Is an organisation | Является организацией | JeOrganizace, Právnická osoba, Právnická osoba (PO), Firma
birthOn day! | Datum narození | Dátum narodenia | Date of birth | Дата рождения | DatumNarození, Narozen, Narozena, Born
birthNumber text! | Rodné číslo | Rodné číslo | Birth number | Личный номер | RodnéČíslo, RČ
registrationNo text | IČO | IČO | Registration number | Регистрационный номер | IČO, IČ, CompanyNo
taxId text | DIČ | DIČ | Tax ID | Налоговый номер | DIČ, VatId
vatId text | IČ DPH | IČ DPH | VAT number | Номер плательщика НДС | IČDPH
shortName text | Krátký název | Krátky názov | Short name | Краткое наименование | KrátkýNázev, Zkratka názvu
legalForm text | Právní forma | Právna forma | Legal form | Правовая форма | PrávníForma
fileMark text | Zápis v rejstříku | Zápis v registri | Register entry | Запись в реестре | ZápisVRejstříku, Spisová značka v rejstříku, Spisová značka v registri
inn text | INN | INN | INN | ИНН | INN
kpp text | KPP | KPP | KPP | КПП | KPP
ogrn text | OGRN | OGRN | OGRN | ОГРН | OGRN
street text | Ulice | Ulica | Street | Улица | Ulice
city text | Obec | Obec | City | Город | Obec, Město, Mesto, Town
postalCode text | PSČ | PSČ | Postal code | Индекс | PSČ, ZIP
country text | Stát | Štát | Country | Страна | Stát, Země, Krajina
address text | Adresa | Adresa | Address | Адрес | Adresa, Adresa na jednom řádku
addressBlock text | Adresa na obálku | Adresa na obálku | Address block | Адрес в несколько строк | AdresaNaObálku, Adresní blok, AdresaBlok, Adresát
email text | E-mail | E-mail | E-mail | Электронная почта | Email, Mail
phone text | Telefon | Telefón | Phone | Телефон | Telefon, Mobil, Mobile
phones text | Telefony | Telefóny | Phones | Телефоны | Telefony, Všechny telefony
dataBoxId text | Datová schránka | Elektronická schránka | Data box | Ящик данных | DatováSchránka, ISDS, IDDS, ID datové schránky
account text | Bankovní účet | Bankový účet | Bank account | Банковский счёт | Účet, ČísloÚčtu
note text | Poznámka | Poznámka | Note | Примечание | Poznámka
`);
