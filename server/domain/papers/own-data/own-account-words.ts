import type {
  ChangeState,
  ClientField,
  DataRight,
  DisputeOutcome,
  DisputeReason,
  JoinState,
  RightOutcome,
} from "@/db/values/portal";
import type { Locale } from "@/server/kernel/locale";

type Words<Key extends string> = Readonly<Record<Key, string>>;
type Section = "bankAccounts" | "changes" | "organisations" | "disputes" | "dataRights" | "signIns";

export interface OwnAccountWords {
  section: Words<Section>;
  column: Words<"account" | "organisation" | "reason" | "address" | "browser" | "program">;
  field: Words<ClientField>;
  state: Words<ChangeState | JoinState | DisputeOutcome | RightOutcome | "member">;
  reason: Words<DisputeReason>;
  right: Words<DataRight>;
}

const cs: OwnAccountWords = {
  section: {
    ...{ bankAccounts: "Účet pro vracení peněz", changes: "Změny, které jste zadali" },
    ...{ organisations: "Vaše organizace", disputes: "Nesouhlas s pohledávkami" },
    ...{ dataRights: "Žádosti o výmaz a omezení údajů", signIns: "Vaše přihlášení" },
  },
  column: {
    ...{ account: "Číslo účtu", organisation: "Organizace", reason: "Důvod" },
    ...{ address: "IP adresa", browser: "Prohlížeč", program: "Přes program" },
  },
  field: {
    ...{ name: "Jméno", taxId: "DIČ", legalForm: "Právní forma", web: "Web" },
    ...{ dataBoxId: "Datová schránka", address: "Adresa", emails: "E-maily" },
    ...{ phones: "Telefony", bankAccount: "Účet", contactPerson: "Kontaktní osoba" },
  },
  state: {
    ...{ applied: "zapsáno", waiting: "čeká", accepted: "přijato", rejected: "zamítnuto" },
    ...{ withdrawn: "vzato zpět", takenBack: "vráceno", ended: "skončilo", partly: "částečně" },
    ...{ granted: "vyhověno", refused: "nevyhověno", member: "patříte k ní" },
  },
  reason: {
    ...{ paid: "už je zaplaceno", amount: "nesedí částka", not_mine: "není moje" },
    ...{ not_received: "plnění nepřišlo", time_barred: "je promlčeno", other: "jiný" },
  },
  right: { erasure: "výmaz", restriction: "omezení" },
};

const sk: OwnAccountWords = {
  section: {
    ...{ bankAccounts: "Účet na vrátenie peňazí", changes: "Zmeny, ktoré ste zadali" },
    ...{ organisations: "Vaša organizácia", disputes: "Nesúhlas s pohľadávkami" },
    ...{ dataRights: "Žiadosti o výmaz a obmedzenie údajov", signIns: "Vaše prihlásenia" },
  },
  column: {
    ...{ account: "Číslo účtu", organisation: "Organizácia", reason: "Dôvod" },
    ...{ address: "IP adresa", browser: "Prehliadač", program: "Cez program" },
  },
  field: {
    ...{ name: "Meno", taxId: "DIČ", legalForm: "Právna forma", web: "Web" },
    ...{ dataBoxId: "Dátová schránka", address: "Adresa", emails: "E-maily" },
    ...{ phones: "Telefóny", bankAccount: "Účet", contactPerson: "Kontaktná osoba" },
  },
  state: {
    ...{ applied: "zapísané", waiting: "čaká", accepted: "prijaté", rejected: "zamietnuté" },
    ...{ withdrawn: "vzaté späť", takenBack: "vrátené", ended: "skončilo", partly: "čiastočne" },
    ...{ granted: "vyhovené", refused: "nevyhovené", member: "patríte k nej" },
  },
  reason: {
    ...{ paid: "už je zaplatené", amount: "nesedí suma", not_mine: "nie je moja" },
    ...{ not_received: "plnenie neprišlo", time_barred: "je premlčané", other: "iný" },
  },
  right: { erasure: "výmaz", restriction: "obmedzenie" },
};

const en: OwnAccountWords = {
  section: {
    ...{ bankAccounts: "Account for repayments", changes: "Changes that you entered" },
    ...{ organisations: "Your organisation", disputes: "Disputes of claims" },
    ...{ dataRights: "Requests to erase or restrict data", signIns: "Your sign-ins" },
  },
  column: {
    ...{ account: "Account number", organisation: "Organisation", reason: "Reason" },
    ...{ address: "IP address", browser: "Browser", program: "By program" },
  },
  field: {
    ...{ name: "Name", taxId: "Tax ID", legalForm: "Legal form", web: "Web" },
    ...{ dataBoxId: "Data box", address: "Address", emails: "E-mails" },
    ...{ phones: "Telephones", bankAccount: "Account", contactPerson: "Contact person" },
  },
  state: {
    ...{ applied: "written", waiting: "waiting", accepted: "accepted", rejected: "rejected" },
    ...{ withdrawn: "withdrawn", takenBack: "taken back", ended: "ended", partly: "partly" },
    ...{ granted: "granted", refused: "refused", member: "you belong to it" },
  },
  reason: {
    ...{ paid: "already paid", amount: "the amount is wrong", not_mine: "not mine" },
    ...{ not_received: "nothing was received", time_barred: "time-barred", other: "another" },
  },
  right: { erasure: "erasure", restriction: "restriction" },
};

const ru: OwnAccountWords = {
  section: {
    ...{ bankAccounts: "Счёт для возврата денег", changes: "Изменения, которые вы внесли" },
    ...{ organisations: "Ваша организация", disputes: "Несогласие с требованиями" },
    ...{ dataRights: "Запросы об удалении и ограничении данных", signIns: "Ваши входы" },
  },
  column: {
    ...{ account: "Номер счёта", organisation: "Организация", reason: "Причина" },
    ...{ address: "IP-адрес", browser: "Браузер", program: "Через программу" },
  },
  field: {
    ...{ name: "Имя", taxId: "Налоговый номер", legalForm: "Правовая форма", web: "Сайт" },
    ...{ dataBoxId: "Ящик данных", address: "Адрес", emails: "Эл. почта" },
    ...{ phones: "Телефоны", bankAccount: "Счёт", contactPerson: "Контактное лицо" },
  },
  state: {
    ...{ applied: "записано", waiting: "ожидает", accepted: "принято", rejected: "отклонено" },
    ...{ withdrawn: "отозвано", takenBack: "возвращено", ended: "закончено", partly: "частично" },
    ...{ granted: "удовлетворено", refused: "отказано", member: "вы в ней состоите" },
  },
  reason: {
    ...{ paid: "уже оплачено", amount: "неверная сумма", not_mine: "не моё" },
    ...{ not_received: "ничего не получено", time_barred: "срок давности истёк", other: "иная" },
  },
  right: { erasure: "удаление", restriction: "ограничение" },
};

export const OWN_ACCOUNT_WORDS: Readonly<Record<Locale, OwnAccountWords>> = { cs, sk, en, ru };
