import { fold } from "@/server/kernel/fold";
import type { Locale } from "@/server/kernel/locale";
import { guessSex, type Sex } from "./guess-sex";
import { type Addressee, OPENINGS, salutationOf } from "./salutation";
import { vocativeOf } from "./vocative";

export type TitledAddressee = Addressee & {
  /** As recorded before the name, "Ing. et Mgr."; titles behind the name are not spoken. */
  titlesBefore?: string | null;
};

type Spoken = Readonly<Record<"cs" | "sk", Readonly<Record<Sex, string>>>>;

const said = (cs: [string, string], sk: [string, string]): Spoken => ({
  cs: { male: cs[0], female: cs[1] },
  sk: { male: sk[0], female: sk[1] },
});

const DOCTOR = said(["doktore", "doktorko"], ["doktor", "doktorka"]);

/** Titles that are spoken, the highest first: only that one is said. */
const RANKS: readonly { marks: RegExp; spoken: Spoken; english: string | null }[] = [
  {
    marks: /^prof$/,
    spoken: said(["profesore", "profesorko"], ["profesor", "profesorka"]),
    english: "Professor",
  },
  { marks: /^doc$/, spoken: said(["docente", "docentko"], ["docent", "docentka"]), english: "Dr" },
  { marks: /^(?:ju|mu|mv|md|ph|rn|paed|th|rs|geo|pharm)?dr$/, spoken: DOCTOR, english: "Dr" },
  {
    marks: /^ing$/,
    spoken: said(["inženýre", "inženýrko"], ["inžinier", "inžinierka"]),
    english: null,
  },
  {
    marks: /^(?:mgr|mga)$/,
    spoken: said(["magistře", "magistro"], ["magister", "magistra"]),
    english: null,
  },
  {
    marks: /^(?:bc|bca)$/,
    spoken: said(["bakaláři", "bakalářko"], ["bakalár", "bakalárka"]),
    english: null,
  },
];

/**
 * The opening of a letter with the highest title that is spoken: "Vážený pane inženýre Nováku",
 * "Vážená pani doktorka Nováková", "Dear Dr Novák". Where there is none, no sex, or no custom of
 * saying it (Russian), the opening without a title.
 */
export function titledSalutationOf(addressee: TitledAddressee, language: Locale): string {
  const plain = salutationOf(addressee, language);
  const sex = addressee.sex ?? guessSex(addressee);
  const rank = rankOf(addressee.titlesBefore ?? "");
  const surname = (addressee.surname ?? "").trim();
  if (rank === undefined || addressee.isOrganization || surname === "") return plain;
  if (language === "en") return rank.english === null ? plain : `Dear ${rank.english} ${surname}`;
  if (sex === null || language === "ru") return plain;
  const name = language === "cs" ? vocativeOf(surname, { sex, part: "surname" }) : surname;
  return `${OPENINGS[language][sex]} ${rank.spoken[language][sex]} ${name}`;
}

function rankOf(titles: string) {
  const words = fold(titles)
    .split(/[^a-z]+/)
    .filter((word) => word !== "");
  return RANKS.find(({ marks }) => words.some((word) => marks.test(word)));
}
