import { termTable } from "./term-table";

export const CLAIM_TERMS = termTable(`
variableSymbol text | Variabilní symbol | Variabilný symbol | Variable symbol | Переменный символ | VariabilníSymbol, VS
title text | Popis | Popis | Title | Описание | Popis, Název, Titul, Důvod
arisenOn day | Vznik | Vznik | Arisen on | Дата возникновения | Vznik, Datum vzniku, Vystaveno
dueOn day | Splatnost | Splatnosť | Due date | Срок оплаты | Splatnost, Datum splatnosti, DueDate
principal money | Jistina | Istina | Principal | Основной долг | Jistina, Částka, Suma
interest money | Úrok | Úrok | Interest | Проценты | Úrok
lateInterest money | Úrok z prodlení | Úrok z omeškania | Late interest | Проценты за просрочку | ÚrokZProdlení
contractualPenalty money | Smluvní pokuta | Zmluvná pokuta | Contractual penalty | Договорная неустойка | SmluvníPokuta, Pokuta
costs money | Náklady | Náklady | Costs | Расходы | Náklady
fee money | Poplatek | Poplatok | Fee | Сбор | Poplatek, Poplatky, Fees
charged money | Předepsáno | Predpísané | Charged | Начислено | Předepsáno
paid money | Uhrazeno | Uhradené | Paid | Оплачено | Uhrazeno, Zaplaceno
balance money | Zůstatek | Zostatok | Balance | Остаток | Zůstatek, Celkem, Zbývá, Total
daysPastDue number | Dní po splatnosti | Dní po splatnosti | Days past due | Дней просрочки | DníPoSplatnosti, DPD, Dny po splatnosti
currency text | Měna | Mena | Currency | Валюта | Měna
order number | Pořadí | Poradie | Order | Номер по порядку | Pořadí, PořČ
`);

export const PAYMENT_LIST_TERMS = termTable(`
paidOn day | Den platby | Deň platby | Paid on | Дата платежа | Den, Datum, DatumPlatby
amount money | Částka | Suma | Amount | Сумма | Částka
variableSymbol text | Variabilní symbol | Variabilný symbol | Variable symbol | Переменный символ | VariabilníSymbol, VS
payerName text | Plátce | Platiteľ | Payer | Плательщик | Plátce
note text | Poznámka | Poznámka | Note | Примечание | Poznámka, Zpráva
order number | Pořadí | Poradie | Order | Номер по порядку | Pořadí
`);

export const INSTALMENT_TERMS = termTable(`
order number | Pořadí | Poradie | Order | Номер по порядку | Pořadí, Číslo
dueOn day | Splatnost | Splatnosť | Due date | Срок оплаты | Splatnost, Datum splatnosti
amount money | Částka | Suma | Amount | Сумма | Částka, Výše, Splátka
paid money | Uhrazeno | Uhradené | Paid | Оплачено | Uhrazeno
balance money | Zbývá | Zostáva | Balance | Остаток | Zbývá, Zůstatek
state text | Stav | Stav | State | Состояние | Stav
`);

export const EXPLANATION_TERMS = termTable(`
day day | Den | Deň | Day | Дата | Den, Datum
text text | Text | Text | Text | Текст | Text, Popis
amount money | Částka | Suma | Amount | Сумма | Částka
balance money | Zůstatek | Zostatok | Balance | Остаток | Zůstatek
`);

export const PROCEEDING_TERMS = termTable(`
kind text | Druh řízení | Druh konania | Kind | Вид производства | Druh
courtFileMark text | Spisová značka | Spisová značka | Court file mark | Номер дела в суде | SpisováZnačka, SpZn, Číslo jednací
authority text | Soud nebo úřad | Súd alebo úrad | Court or office | Суд или орган | Soud, Úřad, Exekutor, Court
state text | Stav řízení | Stav konania | State | Состояние | Stav
startedOn day | Zahájeno | Začaté | Started on | Начато | Zahájeno
endedOn day | Skončeno | Skončené | Ended on | Окончено | Skončeno, Ukončeno
amount money | Předmět řízení | Predmet konania | Amount in dispute | Сумма иска | Částka, Předmět
titleNo text | Exekuční titul | Exekučný titul | Enforcement title | Исполнительный документ | Titul, ExekučníTitul
`);
