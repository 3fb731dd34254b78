import type { Locale } from "@/server/kernel/locale";
import { TODAY_PATH } from "../scope";
import { spellingOf } from "../spelling";
import type { TermKind } from "../value";
import type { Term, Vocabulary } from "../vocabulary";
import {
  ACCOUNT_TERMS,
  CASE_TERMS,
  DEBT_TERMS,
  NOTICE_TERMS,
  OPERATOR_TERMS,
  PAYMENT_TERMS,
  PORTAL_TERMS,
  TENANT_TERMS,
} from "./case-terms";
import {
  CLAIM_TERMS,
  EXPLANATION_TERMS,
  INSTALMENT_TERMS,
  PAYMENT_LIST_TERMS,
  PROCEEDING_TERMS,
} from "./list-terms";
import { PERSON_TERMS } from "./person-terms";

export type VocabularyNames = Readonly<Record<Locale, string>>;

/** A role of parties, as the process definition names it. */
export type VocabularyRole = { code: string; names: VocabularyNames; aliases?: readonly string[] };

/** A field of the case, as the process definition names it; free fields are of the type "text". */
export type VocabularyField = {
  key: string;
  type: string;
  names: VocabularyNames;
  aliases?: readonly string[];
};

export type VocabularySource = {
  roles: readonly VocabularyRole[];
  fields: readonly VocabularyField[];
};

/**
 * All names that templates of one category may use: a group for every role of parties, the case
 * and its fields, the debt, the payment, the notice, lists, the sender, the user and the day.
 */
export function standardVocabulary({ roles, fields }: VocabularySource): Vocabulary {
  return [
    ...roles.map((role) => roleGroup(role, roles)),
    ...GROUPS,
    group("fields", ["Údaje", "Data"], { names: FIELDS_NAMES, terms: fields.map(fieldTerm) }),
    ...LISTS,
    {
      key: TODAY_PATH,
      kind: "day",
      names: { cs: "Dnes", sk: "Dnes", en: "Today", ru: "Сегодня" },
      aliases: ["Dnes", "Dnešní datum", "Dnešný dátum", "Datum"],
    },
  ];
}

type Content = { names: VocabularyNames; terms: readonly Term[] };

function group(key: string, aliases: readonly string[], { names, terms }: Content): Term {
  return { key, kind: "group", names, aliases, terms };
}

function list(key: string, aliases: readonly string[], { names, terms }: Content): Term {
  return { key, kind: "list", names, aliases, terms };
}

function named(cs: string, sk: string, others: { en: string; ru: string }): VocabularyNames {
  return { cs, sk, ...others };
}

const FIELDS_NAMES = named("Údaje", "Údaje", { en: "Fields", ru: "Данные" });

const GROUPS: readonly Term[] = [
  group("case", ["Případ", "Spis", "Vec", "Prípad"], {
    names: named("Případ", "Prípad", { en: "Case", ru: "Дело" }),
    terms: CASE_TERMS,
  }),
  group("debt", ["Dluh", "Dlh"], {
    names: named("Dluh", "Dlh", { en: "Debt", ru: "Долг" }),
    terms: DEBT_TERMS,
  }),
  group("account", ["Účet", "Bankovní účet", "Bankový účet"], {
    names: named("Účet k úhradě", "Účet na úhradu", { en: "Account to pay to", ru: "Счёт" }),
    terms: ACCOUNT_TERMS,
  }),
  group("payment", ["Platba", "Úhrada", "Složenka"], {
    names: named("Platba", "Platba", { en: "Payment", ru: "Платёж" }),
    terms: PAYMENT_TERMS,
  }),
  group("portal", ["Portál", "Klientský portál"], {
    names: named("Klientský portál", "Klientsky portál", { en: "Portal", ru: "Портал" }),
    terms: PORTAL_TERMS,
  }),
  group("notice", ["Výzva", "Upomínka", "Upomienka"], {
    names: named("Výzva", "Výzva", { en: "Notice", ru: "Требование" }),
    terms: NOTICE_TERMS,
  }),
  group("tenant", ["Odesílatel", "Firma", "Odosielateľ", "Společnost", "Sender", "Company"], {
    names: named("Odesílatel", "Odosielateľ", { en: "Sender", ru: "Отправитель" }),
    terms: TENANT_TERMS,
  }),
  group("operator", ["Uživatel", "Používateľ", "User", "Operátor"], {
    names: named("Uživatel", "Používateľ", { en: "User", ru: "Пользователь" }),
    terms: OPERATOR_TERMS,
  }),
];

const ROLE_TERM: Term = {
  key: "role",
  kind: "text",
  names: { cs: "Vztah", sk: "Vzťah", en: "Role", ru: "Роль" },
  aliases: ["Vztah"],
};

// Authors write a repeat as a sentence, so the accusative is a name too: "Pro každou pohledávku".
const LISTS: readonly Term[] = [
  list("claims", ["Pohledávky", "Pohledávka", "Pohledávku", "Pohľadávky", "Pohľadávku", "Claim"], {
    names: named("Pohledávky", "Pohľadávky", { en: "Claims", ru: "Требования" }),
    terms: CLAIM_TERMS,
  }),
  list("payments", ["Platby", "Platbu", "Úhrady", "Úhradu"], {
    names: named("Platby", "Platby", { en: "Payments", ru: "Платежи" }),
    terms: PAYMENT_LIST_TERMS,
  }),
  list(
    "instalments",
    ["Splátky", "Splátka", "Splátku", "Splátkový kalendář", "Splátkový kalendár", "Instalment"],
    {
      names: named("Splátky", "Splátky", { en: "Instalments", ru: "Платежи по графику" }),
      terms: INSTALMENT_TERMS,
    },
  ),
  list("persons", ["Osoby", "Osoba", "Osobu", "Strany", "Person"], {
    names: named("Osoby", "Osoby", { en: "Persons", ru: "Лица" }),
    terms: [ROLE_TERM, ...PERSON_TERMS],
  }),
  list("explanation", ["Výpočet", "Vyúčtování", "Výpočet dlhu", "Calculation"], {
    names: named("Výpočet", "Výpočet", { en: "Explanation", ru: "Расчёт" }),
    terms: EXPLANATION_TERMS,
  }),
  list("proceedings", ["Řízení", "Konania", "Konanie", "Proceeding"], {
    names: named("Řízení", "Konania", { en: "Proceedings", ru: "Производства" }),
    terms: PROCEEDING_TERMS,
  }),
];

/**
 * Who is called one way before enforcement and another in it. A category that knows only one of
 * the two answers to both, so that Povinný.CeléJméno works in every template.
 */
const TWINS: Readonly<Record<string, { of: string; words: readonly string[] }>> = {
  debtor: { of: "obligor", words: ["Povinný", "Povinná", "Obligor"] },
  obligor: { of: "debtor", words: ["Dlužník", "Dlžník", "Debtor"] },
  creditor: { of: "entitled", words: ["Oprávněný", "Oprávněná", "Oprávnený", "Entitled"] },
  entitled: { of: "creditor", words: ["Věřitel", "Veriteľ", "Creditor"] },
};

function roleGroup(role: VocabularyRole, roles: readonly VocabularyRole[]): Term {
  const twin = TWINS[role.code];
  const hasTwin = twin !== undefined && roles.some(({ code }) => code === twin.of);
  const twinWords = twin === undefined || hasTwin ? [] : twin.words;
  const written = writtenName(role.names.cs);
  const aliases = [written, ...(role.aliases ?? []), ...twinWords];
  return group(role.code, aliases, { names: role.names, terms: PERSON_TERMS });
}

const FIELD_KINDS: Readonly<Record<string, TermKind>> = {
  money: "money",
  day: "day",
  number: "number",
  boolean: "flag",
};

function fieldTerm({ key, type, names, aliases = [] }: VocabularyField): Term {
  const kind = FIELD_KINDS[type] ?? "text";
  return { key, kind, names, aliases: [writtenName(names.cs), ...aliases] };
}

/** "Právní zástupce" as it stands in a template: PrávníZástupce; of "Manžel/ka" the first word. */
export function writtenName(name: string): string {
  const [first = ""] = name.split("/");
  const words = first.split(/[^\p{L}\p{N}]+/u).filter((word) => spellingOf(word) !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
