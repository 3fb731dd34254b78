import { fold } from "@/server/kernel/fold";
import { isGivenName } from "@/server/kernel/given-names";

export type Sex = "male" | "female";

/** Sex as it may be written in a record or in a template; null for anything else. */
export function sexOfText(text: string): Sex | null {
  const word = fold(text).trim();
  if (MALE_WORDS.has(word)) return "male";
  return FEMALE_WORDS.has(word) ? "female" : null;
}

const MALE_WORDS = new Set("male m man muz muzsky muzske мужской муж м мужчина".split(" "));
const FEMALE_WORDS = new Set(
  "female f z w woman zena zensky zenske женский жен ж женщина".split(" "),
);

export type NameParts = { givenName?: string | null; surname?: string | null };

/**
 * What a name tells of the sex of who bears it, or null where it tells nothing or two things: a
 * letter to a stranger had better be neutral than wrong.
 */
export function guessSex({ givenName, surname }: NameParts): Sex | null {
  const bySurname = sexOfSurname(surname ?? "");
  const byGiven = sexOfGivenName(givenName ?? "");
  // Women bear masculine surnames (Andrea Novotný), men no feminine ones.
  if (bySurname === "female" && byGiven === "male") return null;
  return byGiven ?? bySurname;
}

// Diacritics tell: Hrušková and Černá are women, Hruška and Skála are men.
const FEMALE_SURNAME = /(?:á|ova|ова|ева|ёва|ая)$/;
const MALE_SURNAME = /(?:ý|ский|цкий|ов|ев|ёв|ый|ий)$/;

function sexOfSurname(surname: string): Sex | null {
  const word = surname.normalize("NFC").trim().toLowerCase();
  if (FEMALE_SURNAME.test(word)) return "female";
  return MALE_SURNAME.test(word) ? "male" : null;
}

const PATRONYMIC_FEMALE = /(?:вна|ична|инична|ovna|evna|jevna)$/;
const PATRONYMIC_MALE = /(?:вич|ьич|ovič|evič|jevič)$/;

function sexOfGivenName(givenName: string): Sex | null {
  const words = givenName
    .normalize("NFC")
    .toLowerCase()
    .split(/[\s-]+/)
    .filter((word) => word !== "");
  const patronymic = words.length > 1 ? (words.at(-1) ?? "") : "";
  if (PATRONYMIC_FEMALE.test(patronymic)) return "female";
  if (PATRONYMIC_MALE.test(patronymic)) return "male";
  const first = words[0] ?? "";
  return first === "" ? null : sexOfFirstName(fold(first));
}

function sexOfFirstName(name: string): Sex | null {
  if (AMBIGUOUS.has(name)) return null;
  if (FEMALE_NAMES.has(name)) return "female";
  if (MALE_NAMES.has(name)) return "male";
  // The list of given names has no sexes; among known names the ending decides the rest.
  if (!isGivenName(name)) return null;
  return /[aeая]$/.test(name) ? "female" : "male";
}

const AMBIGUOUS = new Set(
  "nikola sasa misa alex bela jindra mila michele саша женя валя".split(" "),
);

/** Against the ending: feminine without -a or -e. */
const FEMALE_NAMES = new Set(
  (
    "dagmar ingrid karin miriam ester nikol elen carmen ruth rut elizabeth elisabeth sarah hannah " +
    "deborah judith margit astrid doris iris vivien vivian abigail isabel rachel raquel noemi " +
    "naomi emily mary ann agnes erzsebet katalin ines mercedes lucy nelly betty heidi carol " +
    "любовь нинель"
  ).split(" "),
);

/** Against the ending: masculine with -a or -e. */
const MALE_NAMES = new Set(
  (
    "ilja mykola attila csaba gejza milota honza jirka kuba pepa jarda vojta standa ota jura " +
    "laca duro joza luca andrija nikita danila danylo kosta sava jozue george pierre mike " +
    "steve rene никита илья кузьма лука фома савва данила"
  ).split(" "),
);
