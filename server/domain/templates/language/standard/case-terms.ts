import { termTable } from "./term-table";

export const CASE_TERMS = termTable(`
refNo text | Ref. číslo | Ref. číslo | Reference number | Номер дела | RefNo, Číslo, Číslo případu, Naše zn., Značka
title text | Název | Názov | Title | Название | Název
category text | Kategorie | Kategória | Category | Категория | Kategorie
state text | Stav | Stav | State | Состояние | Stav
group text | Skupina | Skupina | Group | Группа | Skupina
openedOn day | Založeno | Založené | Opened on | Открыто | Založeno, Datum založení, Založen
ownerName text | Řešitel | Riešiteľ | Owner | Ответственный | Řešitel, Vyřizuje, Vybavuje, Owner name
ownerEmail text | E-mail řešitele | E-mail riešiteľa | Owner's e-mail | Почта ответственного | ŘešitelEmail, OwnerMail
ownerPhone text | Telefon řešitele | Telefón riešiteľa | Owner's phone | Телефон ответственного | ŘešitelTelefon
fileMark text | Spisová značka | Spisová značka | File mark | Номер дела в архиве | SpisováZnačka, SpZn
`);

export const DEBT_TERMS = termTable(`
principal money | Jistina | Istina | Principal | Основной долг | Jistina, Nesplacená jistina
interest money | Úrok | Úrok | Interest | Проценты | Úrok, Smluvní úrok, Zmluvný úrok
lateInterest money | Úrok z prodlení | Úrok z omeškania | Late interest | Проценты за просрочку | ÚrokZProdlení
contractualPenalty money | Smluvní pokuta | Zmluvná pokuta | Contractual penalty | Договорная неустойка | SmluvníPokuta, Pokuta
costs money | Náklady | Náklady | Costs | Расходы | Náklady
fees money | Poplatky | Poplatky | Fees | Сборы | Poplatky, Poplatek, Poplatok
accessories money | Příslušenství | Príslušenstvo | Accessories | Начисления | Příslušenství
total money | Celkem | Celkom | Total | Итого | Celkem, Spolu, Dlužná částka, Dlžná suma, Částka, Zůstatek, Balance, Celková výše
charged money | Předepsáno | Predpísané | Charged | Начислено | Předepsáno, Původní výše
paid money | Uhrazeno | Uhradené | Paid | Оплачено | Uhrazeno, Zaplaceno, Zaplatené
overdue money | Po splatnosti | Po splatnosti | Overdue | Просрочено | PoSplatnosti, Dluh po splatnosti
dueOn day | Splatnost | Splatnosť | Due date | Срок оплаты | Splatnost, Datum splatnosti, Dátum splatnosti, DueDate
daysPastDue number | Dní po splatnosti | Dní po splatnosti | Days past due | Дней просрочки | DníPoSplatnosti, DPD, Dny po splatnosti
perDay money | Úrok za den | Úrok za deň | Interest per day | Проценты за день | ÚrokDenně, Denní úrok, PerDayInterest, InterestPerDay
variableSymbol text | Variabilní symbol | Variabilný symbol | Variable symbol | Переменный символ | VariabilníSymbol, VS
currency text | Měna | Mena | Currency | Валюта | Měna
claimCount number | Počet pohledávek | Počet pohľadávok | Number of claims | Число требований | PočetPohledávek
limitationOn day | Promlčení | Premlčanie | Limitation | Срок давности | Promlčení, Datum promlčení
`);

export const ACCOUNT_TERMS = termTable(`
number text | Číslo účtu | Číslo účtu | Account number | Номер счёта | Číslo, ČísloÚčtu
iban text | IBAN | IBAN | IBAN | IBAN | IBAN
bic text | BIC | BIC | BIC | BIC | BIC, SWIFT
bankName text | Název banky | Názov banky | Bank name | Название банка | Banka, Bank, NázevBanky
name text | Název účtu | Názov účtu | Account name | Название счёта | Název, Majitel účtu
`);

export const PAYMENT_TERMS = termTable(`
qr picture | QR platba | QR platba | Payment QR | QR-код оплаты | QRPlatba, QR, QRKód, PayBySquare, Pay by square
amount money | Částka k úhradě | Suma na úhradu | Amount to pay | Сумма к оплате | Částka, KÚhradě, Suma
variableSymbol text | Variabilní symbol | Variabilný symbol | Variable symbol | Переменный символ | VariabilníSymbol, VS
specificSymbol text | Specifický symbol | Špecifický symbol | Specific symbol | Специфический символ | SpecifickýSymbol, SS
constantSymbol text | Konstantní symbol | Konštantný symbol | Constant symbol | Константный символ | KonstantníSymbol, KS
message text | Zpráva pro příjemce | Správa pre príjemcu | Message to the payee | Назначение платежа | Zpráva, ZprávaProPříjemce, Účel platby
payeeName text | Příjemce platby | Príjemca platby | Payee | Получатель платежа | Příjemce
payeeAddress text | Adresa příjemce platby | Adresa príjemcu platby | Payee's address | Адрес получателя | AdresaPříjemce
payerName text | Plátce | Platiteľ | Payer | Плательщик | Plátce, Odesílatel platby
payerAddress text | Adresa plátce | Adresa platiteľa | Payer's address | Адрес плательщика | AdresaPlátce
amountWords text | Částka slovy | Suma slovom | Amount in words | Сумма прописью | ČástkaSlovy
`);

export const PORTAL_TERMS = termTable(`
link text | Odkaz na případ v portálu | Odkaz na prípad v portáli | Link to the case at the portal | Ссылка на дело в портале | Odkaz, Adresa, Link
qr picture | QR kód k případu v portálu | QR kód k prípadu v portáli | QR code of the case at the portal | QR-код дела в портале | QR, QRKód
until day | Odkaz platí do | Odkaz platí do | The link is good until | Ссылка действует до | PlatíDo, Platnost
`);

export const NOTICE_TERMS = termTable(`
fee money | Poplatek za výzvu | Poplatok za výzvu | Notice fee | Плата за требование | Poplatek, CenaVýzvy
feeText text | Popis poplatku | Popis poplatku | Fee description | Описание платы | PopisPoplatku
stepName text | Název výzvy | Názov výzvy | Name of the notice | Название требования | Název, Krok, Step
order number | Pořadí výzvy | Poradie výzvy | Order of the notice | Порядковый номер | Pořadí, PořadovéČíslo
deadlineOn day | Lhůta k úhradě | Lehota na úhradu | Deadline | Срок оплаты по требованию | Lhůta, LhůtaDo, Zaplatit do, Termín
nextOn day | Den další výzvy | Deň ďalšej výzvy | Day of the next notice | День следующего требования | DalšíKrok, Další výzva, NextStepOn
nextName text | Další krok | Ďalší krok | Next step | Следующий шаг | NázevDalšíhoKroku
sentOn day | Den odeslání | Deň odoslania | Sent on | Дата отправки | Odesláno
ourRef text | Naše značka | Naša značka | Our reference | Наш номер | NašeZnačka, NašeZn
yourRef text | Vaše značka | Vaša značka | Your reference | Ваш номер | VašeZnačka, VašeZn
subject text | Věc | Vec | Subject | Тема | Věc, Předmět, Predmet
`);

export const TENANT_TERMS = termTable(`
name text | Název | Názov | Name | Название | Název, Jméno, Obchodní firma
address text | Adresa | Adresa | Address | Адрес | Adresa, Sídlo
addressBlock text | Adresa na více řádcích | Adresa na viacerých riadkoch | Address block | Адрес в несколько строк | AdresaBlok, AdresníBlok
street text | Ulice | Ulica | Street | Улица | Ulice
city text | Obec | Obec | City | Город | Obec, Město, Mesto
postalCode text | PSČ | PSČ | Postal code | Индекс | PSČ
registrationNo text | IČO | IČO | Registration number | Регистрационный номер | IČO, IČ
taxId text | DIČ | DIČ | Tax ID | Налоговый номер | DIČ
email text | E-mail | E-mail | E-mail | Электронная почта | Email
phone text | Telefon | Telefón | Phone | Телефон | Telefon
web text | Web | Web | Website | Сайт | Web, WWW
dataBoxId text | Datová schránka | Elektronická schránka | Data box | Ящик данных | DatováSchránka, ISDS
`);

export const OPERATOR_TERMS = termTable(`
name text | Jméno uživatele | Meno používateľa | User's name | Имя пользователя | Jméno, CeléJméno, Meno
email text | E-mail uživatele | E-mail používateľa | User's e-mail | Почта пользователя | Email
phone text | Telefon uživatele | Telefón používateľa | User's phone | Телефон пользователя | Telefon
`);
