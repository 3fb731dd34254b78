import type { Locale } from "@/server/kernel/locale";
import { guessSex, type NameParts, type Sex } from "./guess-sex";
import { vocativeOf } from "./vocative";

/** Who is addressed; `sex` as recorded, null where it is not. */
export type Addressee = NameParts & { isOrganization: boolean; sex: Sex | null };

/**
 * The opening of a letter without its comma: "Vážená paní Nováková", "Vážený pán Novák", "Dear Ms
 * Nováková", "Уважаемая г-жа Nováková". Titles are left out, as etiquette lets. A sex that is
 * neither recorded nor told by the name gives an opening that fits everybody.
 */
export function salutationOf(addressee: Addressee, language: Locale): string {
  if (addressee.isOrganization) return TO_ORGANIZATION[language];
  const sex = addressee.sex ?? guessSex(addressee);
  const name = tidyName(addressee.surname) || tidyName(addressee.givenName);
  if (language === "en" && sex === null) return neutralEnglish(addressee);
  if (sex === null || name === "") return TO_ANYBODY[language];
  if (language === "ru" && isPatronymic(addressee.givenName)) {
    return `${RUSSIAN_DEAR[sex]} ${tidyName(addressee.givenName)}`;
  }
  const part = tidyName(addressee.surname) === "" ? "givenName" : "surname";
  const shown = language === "cs" ? vocativeOf(name, { sex, part }) : name;
  return `${OPENINGS[language][sex]} ${shown}`;
}

/** "Jane Nováku"; in other languages than Czech the name as it is. Empty for no name. */
export function vocativeNameOf(addressee: Addressee, language: Locale): string {
  const given = tidyName(addressee.givenName);
  const surname = tidyName(addressee.surname);
  const sex = addressee.sex ?? guessSex(addressee);
  if (language !== "cs" || sex === null || addressee.isOrganization) {
    return [given, surname].filter((part) => part !== "").join(" ");
  }
  return [
    given === "" ? "" : vocativeOf(given, { sex, part: "givenName" }),
    surname === "" ? "" : vocativeOf(surname, { sex, part: "surname" }),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** What stands before the name, or before a title. */
export const OPENINGS: Readonly<Record<Locale, Readonly<Record<Sex, string>>>> = {
  cs: { male: "Vážený pane", female: "Vážená paní" },
  sk: { male: "Vážený pán", female: "Vážená pani" },
  en: { male: "Dear Mr", female: "Dear Ms" },
  ru: { male: "Уважаемый г-н", female: "Уважаемая г-жа" },
};

const RUSSIAN_DEAR: Readonly<Record<Sex, string>> = { male: "Уважаемый", female: "Уважаемая" };

const TO_ANYBODY: Readonly<Record<Locale, string>> = {
  cs: "Vážená paní, vážený pane",
  sk: "Vážená pani, vážený pán",
  en: "Dear Sir or Madam",
  ru: "Уважаемый господин, уважаемая госпожа",
};

const TO_ORGANIZATION: Readonly<Record<Locale, string>> = {
  cs: "Vážení obchodní přátelé",
  sk: "Vážení obchodní partneri",
  en: "Dear Sir or Madam",
  ru: "Уважаемые дамы и господа",
};

/** English has a form for a person of any sex: the whole name. */
function neutralEnglish({ givenName, surname }: NameParts): string {
  const parts = [tidyName(givenName), tidyName(surname)];
  return parts.includes("") ? TO_ANYBODY.en : `Dear ${parts.join(" ")}`;
}

function isPatronymic(givenName: string | null | undefined): boolean {
  return /\s\p{L}+(?:вич|ьич|вна|ична)$/u.test(tidyName(givenName).toLowerCase());
}

function tidyName(name: string | null | undefined): string {
  return (name ?? "").trim();
}
