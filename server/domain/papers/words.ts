import type { ComponentKind } from "@/db/values/claims";
import type { PaperKind } from "@/db/values/portal";
import type { Locale } from "@/server/kernel/locale";

/** Texts of a confirmation, in the language of who will read it. */
export interface PaperWords {
  title: Readonly<Record<PaperKind, string>>;
  fileName(kind: PaperKind, number: string): string;
  number: string;
  issuedOn: string;
  issuedBy: string;
  issuedFor: string;
  bornOn(day: string): string;
  registrationNo(number: string): string;
  case: string;
  creditor: string;
  symbol: string;
  statement: Readonly<Record<PaperKind, (day: string) => string>>;
  amount: string;
  paidOn(day: string): string;
  parts: string;
  unassigned: string;
  kinds: Readonly<Record<ComponentKind, string>>;
  nothing: string;
  cases: string;
  checkTitle: string;
  check(number: string, code: string): string;
  page(page: number, count: number): string;
}

const cs: PaperWords = {
  title: { payment: "Potvrzení o platbě", noDebt: "Potvrzení o bezdlužnosti" },
  fileName: (kind, number) =>
    `${kind === "payment" ? "potvrzeni-o-platbe" : "potvrzeni-o-bezdluznosti"}-${number}.pdf`,
  number: "Číslo",
  issuedOn: "Vystaveno",
  issuedBy: "Vystavil",
  issuedFor: "Pro",
  bornOn: (day) => `nar. ${day}`,
  registrationNo: (number) => `IČO ${number}`,
  case: "Případ",
  creditor: "Věřitel",
  symbol: "Variabilní symbol",
  statement: {
    payment: () => "Potvrzujeme, že jsme v uvedeném případu přijali tuto platbu:",
    noDebt: (day) =>
      `Potvrzujeme, že ke dni ${day} neevidujeme v níže uvedených případech nic k zaplacení, ` +
      "ani úroky a jiné příslušenství.",
  },
  amount: "Přijatá částka",
  paidOn: (day) => `připsáno ${day}`,
  parts: "Na co byla platba použita",
  unassigned: "Dosud nezapočteno",
  kinds: {
    ...{ principal: "Jistina", interest: "Úrok", lateInterest: "Úrok z prodlení" },
    ...{ contractualPenalty: "Smluvní pokuta", costs: "Náklady", fee: "Poplatek" },
  },
  nothing: "Zbývá zaplatit",
  cases: "Případy",
  checkTitle: "Ověření pravosti",
  check: (number, code) =>
    `Naskenujte kód, nebo na naší stránce pro ověření zadejte číslo ${number} a kód ${code}.`,
  page: (page, count) => `Strana ${page} z ${count}`,
};

const sk: PaperWords = {
  title: { payment: "Potvrdenie o platbe", noDebt: "Potvrdenie o bezdlžnosti" },
  fileName: (kind, number) =>
    `${kind === "payment" ? "potvrdenie-o-platbe" : "potvrdenie-o-bezdlznosti"}-${number}.pdf`,
  number: "Číslo",
  issuedOn: "Vystavené",
  issuedBy: "Vystavil",
  issuedFor: "Pre",
  bornOn: (day) => `nar. ${day}`,
  registrationNo: (number) => `IČO ${number}`,
  case: "Prípad",
  creditor: "Veriteľ",
  symbol: "Variabilný symbol",
  statement: {
    payment: () => "Potvrdzujeme, že sme v uvedenom prípade prijali túto platbu:",
    noDebt: (day) =>
      `Potvrdzujeme, že ku dňu ${day} neevidujeme v nižšie uvedených prípadoch nič na zaplatenie, ` +
      "ani úroky a iné príslušenstvo.",
  },
  amount: "Prijatá suma",
  paidOn: (day) => `pripísané ${day}`,
  parts: "Na čo bola platba použitá",
  unassigned: "Zatiaľ nezapočítané",
  kinds: {
    ...{ principal: "Istina", interest: "Úrok", lateInterest: "Úrok z omeškania" },
    ...{ contractualPenalty: "Zmluvná pokuta", costs: "Náklady", fee: "Poplatok" },
  },
  nothing: "Zostáva zaplatiť",
  cases: "Prípady",
  checkTitle: "Overenie pravosti",
  check: (number, code) =>
    `Naskenujte kód, alebo na našej stránke na overenie zadajte číslo ${number} a kód ${code}.`,
  page: (page, count) => `Strana ${page} z ${count}`,
};

const en: PaperWords = {
  title: { payment: "Confirmation of payment", noDebt: "Confirmation of no debt" },
  fileName: (kind, number) =>
    `${kind === "payment" ? "confirmation-of-payment" : "confirmation-of-no-debt"}-${number}.pdf`,
  number: "Number",
  issuedOn: "Issued on",
  issuedBy: "Issued by",
  issuedFor: "For",
  bornOn: (day) => `born ${day}`,
  registrationNo: (number) => `reg. no. ${number}`,
  case: "Case",
  creditor: "Creditor",
  symbol: "Variable symbol",
  statement: {
    payment: () => "We confirm that we have received this payment in the case named:",
    noDebt: (day) =>
      `We confirm that as of ${day} our records show nothing to be paid in the cases below, ` +
      "neither interest nor any other charge.",
  },
  amount: "Amount received",
  paidOn: (day) => `credited on ${day}`,
  parts: "What the payment was used for",
  unassigned: "Not set off yet",
  kinds: {
    ...{ principal: "Principal", interest: "Interest", lateInterest: "Late interest" },
    ...{ contractualPenalty: "Contractual penalty", costs: "Costs", fee: "Fee" },
  },
  nothing: "Left to pay",
  cases: "Cases",
  checkTitle: "How to check this paper",
  check: (number, code) =>
    `Scan the code, or enter the number ${number} and the code ${code} on our page for checking.`,
  page: (page, count) => `Page ${page} of ${count}`,
};

const ru: PaperWords = {
  title: { payment: "Подтверждение платежа", noDebt: "Справка об отсутствии долга" },
  fileName: (kind, number) =>
    `${kind === "payment" ? "podtverzhdenie-platezha" : "spravka-ob-otsutstvii-dolga"}-${number}.pdf`,
  number: "Номер",
  issuedOn: "Выдано",
  issuedBy: "Кем выдано",
  issuedFor: "Кому",
  bornOn: (day) => `дата рождения ${day}`,
  registrationNo: (number) => `рег. номер ${number}`,
  case: "Дело",
  creditor: "Кредитор",
  symbol: "Переменный символ",
  statement: {
    payment: () => "Подтверждаем, что по указанному делу мы получили этот платёж:",
    noDebt: (day) =>
      `Подтверждаем, что на ${day} по указанным ниже делам у нас не числится ничего к оплате, ` +
      "в том числе процентов и других начислений.",
  },
  amount: "Полученная сумма",
  paidOn: (day) => `зачислено ${day}`,
  parts: "На что пошёл платёж",
  unassigned: "Пока не зачтено",
  kinds: {
    ...{ principal: "Основной долг", interest: "Проценты", lateInterest: "Проценты за просрочку" },
    ...{ contractualPenalty: "Договорная неустойка", costs: "Расходы", fee: "Сбор" },
  },
  nothing: "Осталось заплатить",
  cases: "Дела",
  checkTitle: "Проверка подлинности",
  check: (number, code) =>
    `Отсканируйте код или введите на нашей странице проверки номер ${number} и код ${code}.`,
  page: (page, count) => `Страница ${page} из ${count}`,
};

export const PAPER_WORDS: Readonly<Record<Locale, PaperWords>> = { cs, sk, en, ru };
