import type { Channel } from "@/db/values/messages";
import type { Locale } from "@/server/kernel/locale";

const SECTIONS = [
  ...["identity", "contacts", "cases", "claims", "payments", "instalments", "promises"],
  ...["messages", "requests", "documents", "lookups"],
] as const;
const COLUMNS = [
  ...["name", "born", "registrationNo", "taxId", "dataBox", "what", "value", "case", "since"],
  ...["otherSide", "state", "due", "charged", "paid", "left", "day", "amount", "at", "way"],
  ...["subject", "text", "author"],
] as const;
const KINDS = [
  ...["address", "email", "phone", "open", "closed", "reversed", "inbound", "outbound"],
  ...["card", "message"],
] as const;

type Words<Key extends string> = Readonly<Record<Key, string>>;

export interface OwnDataWords {
  title: string;
  fileName: string;
  madeBy(house: string, day: string): string;
  none: string;
  cut: string;
  section: Words<(typeof SECTIONS)[number]>;
  column: Words<(typeof COLUMNS)[number]>;
  kind: Words<(typeof KINDS)[number]>;
  promise: Words<"open" | "kept" | "broken" | "cancelled">;
  channel: Words<Channel>;
}

const cs: OwnDataWords = {
  title: "Vaše údaje",
  fileName: "vase-udaje",
  madeBy: (house, day) => `Co o vás eviduje ${house}, stav k ${day}.`,
  none: "Nic takového neevidujeme.",
  cut: "Některé části jsou delší, než kolik se vejde do souboru: obsahují nejnovější záznamy.",
  section: {
    ...{ identity: "Kdo jste", contacts: "Kam vám píšeme", cases: "Případy" },
    ...{ claims: "Pohledávky", payments: "Platby", instalments: "Splátky", promises: "Přísliby" },
    ...{ messages: "Zprávy", requests: "Dotazy a požadavky", documents: "Dokumenty" },
    lookups: "Kdy se na vaše údaje někdo z nás díval",
  },
  column: {
    ...{ name: "Jméno", born: "Datum narození", registrationNo: "IČO", taxId: "DIČ" },
    ...{ dataBox: "Datová schránka", what: "Co", value: "Údaj", case: "Případ", since: "Od" },
    ...{ otherSide: "Druhá strana", state: "Stav", due: "Splatnost", charged: "Předepsáno" },
    ...{ paid: "Zaplaceno", left: "Zbývá", day: "Den", amount: "Částka", at: "Kdy", way: "Jak" },
    ...{ subject: "Předmět", text: "Text", author: "Kdo" },
  },
  kind: {
    ...{ address: "Adresa", email: "E-mail", phone: "Telefon", open: "otevřený" },
    ...{ closed: "uzavřený", reversed: "stornováno", inbound: "od vás", outbound: "vám" },
    ...{ card: "vaše karta", message: "zpráva" },
  },
  promise: { open: "čeká", kept: "splněno", broken: "nesplněno", cancelled: "zrušeno" },
  channel: { email: "e-mail", sms: "SMS", letter: "dopis", data_box: "datová schránka" },
};

const sk: OwnDataWords = {
  title: "Vaše údaje",
  fileName: "vase-udaje",
  madeBy: (house, day) => `Čo o vás eviduje ${house}, stav k ${day}.`,
  none: "Nič také neevidujeme.",
  cut: "Niektoré časti sú dlhšie, než koľko sa zmestí do súboru: obsahujú najnovšie záznamy.",
  section: {
    ...{ identity: "Kto ste", contacts: "Kam vám píšeme", cases: "Prípady" },
    ...{ claims: "Pohľadávky", payments: "Platby", instalments: "Splátky", promises: "Prísľuby" },
    ...{ messages: "Správy", requests: "Otázky a požiadavky", documents: "Dokumenty" },
    lookups: "Kedy sa na vaše údaje niekto z nás pozeral",
  },
  column: {
    ...{ name: "Meno", born: "Dátum narodenia", registrationNo: "IČO", taxId: "DIČ" },
    ...{ dataBox: "Dátová schránka", what: "Čo", value: "Údaj", case: "Prípad", since: "Od" },
    ...{ otherSide: "Druhá strana", state: "Stav", due: "Splatnosť", charged: "Predpísané" },
    ...{ paid: "Zaplatené", left: "Zostáva", day: "Deň", amount: "Suma", at: "Kedy", way: "Ako" },
    ...{ subject: "Predmet", text: "Text", author: "Kto" },
  },
  kind: {
    ...{ address: "Adresa", email: "E-mail", phone: "Telefón", open: "otvorený" },
    ...{ closed: "uzavretý", reversed: "stornované", inbound: "od vás", outbound: "vám" },
    ...{ card: "vaša karta", message: "správa" },
  },
  promise: { open: "čaká", kept: "splnené", broken: "nesplnené", cancelled: "zrušené" },
  channel: { email: "e-mail", sms: "SMS", letter: "list", data_box: "dátová schránka" },
};

const en: OwnDataWords = {
  title: "Your data",
  fileName: "your-data",
  madeBy: (house, day) => `What ${house} keeps about you, as of ${day}.`,
  none: "We keep nothing of this kind.",
  cut: "Some parts are longer than what goes into a file: they hold the newest records.",
  section: {
    ...{ identity: "Who you are", contacts: "Where we reach you", cases: "Cases" },
    ...{ claims: "Claims", payments: "Payments", instalments: "Instalments" },
    ...{ promises: "Promises", messages: "Messages", requests: "Questions and requests" },
    ...{ documents: "Documents", lookups: "When one of us looked at your data" },
  },
  column: {
    ...{ name: "Name", born: "Date of birth", registrationNo: "Reg. no.", taxId: "Tax ID" },
    ...{ dataBox: "Data box", what: "What", value: "Value", case: "Case", since: "Since" },
    ...{ otherSide: "Other side", state: "State", due: "Due", charged: "Charged" },
    ...{ paid: "Paid", left: "Left", day: "Day", amount: "Amount", at: "When", way: "How" },
    ...{ subject: "Subject", text: "Text", author: "Who" },
  },
  kind: {
    ...{ address: "Address", email: "E-mail", phone: "Telephone", open: "open" },
    ...{ closed: "closed", reversed: "reversed", inbound: "from you", outbound: "to you" },
    ...{ card: "your card", message: "a message" },
  },
  promise: { open: "open", kept: "kept", broken: "broken", cancelled: "cancelled" },
  channel: { email: "e-mail", sms: "SMS", letter: "letter", data_box: "data box" },
};

const ru: OwnDataWords = {
  title: "Ваши данные",
  fileName: "vashi-dannye",
  madeBy: (house, day) => `Что о вас хранит ${house}, по состоянию на ${day}.`,
  none: "Таких записей у нас нет.",
  cut: "Некоторые части длиннее, чем помещается в файл: в них самые новые записи.",
  section: {
    ...{ identity: "Кто вы", contacts: "Куда мы вам пишем", cases: "Дела" },
    ...{ claims: "Требования", payments: "Платежи", instalments: "Взносы" },
    ...{ promises: "Обещания", messages: "Сообщения", requests: "Вопросы и обращения" },
    ...{ documents: "Документы", lookups: "Когда кто-то из нас смотрел ваши данные" },
  },
  column: {
    ...{
      name: "Имя",
      born: "Дата рождения",
      registrationNo: "Рег. номер",
      taxId: "Налоговый номер",
    },
    ...{ dataBox: "Ящик данных", what: "Что", value: "Значение", case: "Дело", since: "С" },
    ...{ otherSide: "Другая сторона", state: "Состояние", due: "Срок", charged: "Начислено" },
    ...{
      paid: "Уплачено",
      left: "Осталось",
      day: "День",
      amount: "Сумма",
      at: "Когда",
      way: "Как",
    },
    ...{ subject: "Тема", text: "Текст", author: "Кто" },
  },
  kind: {
    ...{ address: "Адрес", email: "Эл. почта", phone: "Телефон", open: "открыто" },
    ...{ closed: "закрыто", reversed: "сторнировано", inbound: "от вас", outbound: "вам" },
    ...{ card: "ваша карточка", message: "сообщение" },
  },
  promise: { open: "ожидает", kept: "выполнено", broken: "не выполнено", cancelled: "отменено" },
  channel: { email: "эл. почта", sms: "SMS", letter: "письмо", data_box: "ящик данных" },
};

export const OWN_DATA_WORDS: Readonly<Record<Locale, OwnDataWords>> = { cs, sk, en, ru };
