import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type FilingTerm, filingTerm, insolvencyEffects } from "../law";
import type { CaseInsolvency } from "./case-insolvency";
import { procedureWord } from "./procedure-words";

export type TaskKind =
  | "file"
  | "fileUndated"
  | "fileOpen"
  | "prepare"
  | "judge"
  | "verify"
  | "others"
  | "decide";

/** Of a proceeding that stops no notices: the debtor is no insolvent. */
type MildKind = "fileMild" | "judgeMild";

const MILD: Partial<Record<TaskKind, MildKind>> = {
  ...{ file: "fileMild", fileOpen: "fileMild", fileUndated: "fileMild", prepare: "fileMild" },
  judge: "judgeMild",
};

interface Told {
  /** "Insolvence", or what kind it is: "Insolvence (oddlužení)". */
  head: string;
  name: string;
  /** File mark of the proceeding; empty where none is known. */
  mark: string;
  /** Last day for filing. */
  day: string;
  others: string;
  /** What becomes of a claim that is filed later, as a sentence; empty where that is not known. */
  late: string;
  /** That the term has to be checked, as a sentence; empty where the court itself published it. */
  check: string;
}

const inBrackets = (mark: string): string => (mark ? ` (${mark})` : "");

// Written when the task is made, in the owner's language, as the processes' own tasks are.
const TEXTS: Record<Locale, Record<TaskKind | MildKind, (told: Told) => string>> = {
  cs: {
    file: ({ head, name, mark, day, late, check }) =>
      `${head}: přihlásit pohledávku. ${name}${inBrackets(mark)}, lhůta končí ${day}.${late}${check}`,
    fileOpen: ({ head, name, mark, late }) =>
      `${head}: přihlásit pohledávku hned. ${name}${inBrackets(mark)}, jde to jen do oznámení správce, že sestavuje rozvrh.${late}`,
    fileUndated: ({ head, name, mark }) =>
      `${head}: přihlásit pohledávku hned. ${name}${inBrackets(mark)}, den rozhodnutí nebo lhůta není známa: zjistit ji z rozhodnutí.`,
    decide: ({ name, mark }) =>
      `Insolvence skončila: ${name}${inBrackets(mark)}. Rozhodnout, co dál: osvobození od dluhů, nepřihlášená pohledávka, nebo zastavené řízení. Výzvy a úrok stojí, dokud štítek někdo nesejme.`,
    prepare: ({ name, mark }) =>
      `Insolvenční návrh: ${name}${inBrackets(mark)}. Připravit přihlášku pohledávky, o úpadku zatím nebylo rozhodnuto.`,
    judge: ({ name, mark }) =>
      `Možná insolvence: ${name}${inBrackets(mark)}. Posoudit, zda jde o stejnou osobu.`,
    verify: ({ name, mark }) =>
      `${name} je v rejstříku dalším dlužníkem řízení${inBrackets(mark)}. Ověřit v insolvenčním rejstříku.`,
    others: ({ head, name, others }) =>
      `${head}: ${name}. Posoudit postup vůči dalším osobám případu: ${others}.`,
    fileMild: ({ head, name, mark }) =>
      `${head}: přihlásit pohledávku likvidátorovi. ${name}${inBrackets(mark)}, lhůtu udává oznámení o likvidaci. Výzvy a úrok běží dál.`,
    judgeMild: ({ name, mark }) =>
      `Možná likvidace: ${name}${inBrackets(mark)}. Posoudit, zda jde o stejnou osobu.`,
  },
  sk: {
    file: ({ head, name, mark, day, late, check }) =>
      `${head}: prihlásiť pohľadávku. ${name}${inBrackets(mark)}, lehota končí ${day}.${late}${check}`,
    fileOpen: ({ head, name, mark, late }) =>
      `${head}: prihlásiť pohľadávku hneď. ${name}${inBrackets(mark)}, dá sa to len do oznámenia správcu, že zostavuje rozvrh.${late}`,
    fileUndated: ({ head, name, mark }) =>
      `${head}: prihlásiť pohľadávku hneď. ${name}${inBrackets(mark)}, deň rozhodnutia alebo lehota nie je známa: zistiť ju z rozhodnutia.`,
    decide: ({ name, mark }) =>
      `Insolvencia sa skončila: ${name}${inBrackets(mark)}. Rozhodnúť, čo ďalej: oddlženie, neprihlásená pohľadávka, alebo zastavené konanie. Výzvy a úrok stoja, kým štítok niekto nezloží.`,
    prepare: ({ name, mark }) =>
      `Insolvenčný návrh: ${name}${inBrackets(mark)}. Pripraviť prihlášku pohľadávky, konkurz zatiaľ nebol vyhlásený.`,
    judge: ({ name, mark }) =>
      `Možná insolvencia: ${name}${inBrackets(mark)}. Posúdiť, či ide o tú istú osobu.`,
    verify: ({ name, mark }) =>
      `${name} je v registri ďalším dlžníkom konania${inBrackets(mark)}. Overiť v registri úpadcov.`,
    others: ({ head, name, others }) =>
      `${head}: ${name}. Posúdiť postup voči ďalším osobám prípadu: ${others}.`,
    fileMild: ({ head, name, mark }) =>
      `${head}: prihlásiť pohľadávku likvidátorovi. ${name}${inBrackets(mark)}, lehotu udáva oznámenie o likvidácii. Výzvy a úrok plynú ďalej.`,
    judgeMild: ({ name, mark }) =>
      `Možná likvidácia: ${name}${inBrackets(mark)}. Posúdiť, či ide o tú istú osobu.`,
  },
  en: {
    file: ({ head, name, mark, day, late, check }) =>
      `${head}: file the claim. ${name}${inBrackets(mark)}, by ${day}.${late}${check}`,
    fileOpen: ({ head, name, mark, late }) =>
      `${head}: file the claim now. ${name}${inBrackets(mark)}, it can be filed only until the trustee announces the distribution.${late}`,
    fileUndated: ({ head, name, mark }) =>
      `${head}: file the claim now. ${name}${inBrackets(mark)}, the day of the decision or the term is not known: look it up in the decision.`,
    decide: ({ name, mark }) =>
      `Insolvency over: ${name}${inBrackets(mark)}. Decide what comes now: discharged, claim not filed, or dismissed. Notices and interest stay stopped until somebody takes the tag off.`,
    prepare: ({ name, mark }) =>
      `Insolvency petition: ${name}${inBrackets(mark)}. Prepare the claim application; there is no decision yet.`,
    judge: ({ name, mark }) =>
      `Possible insolvency: ${name}${inBrackets(mark)}. Judge whether it is the same person.`,
    verify: ({ name, mark }) =>
      `${name} is named as a joint debtor in a proceeding${inBrackets(mark)}. Check them in the insolvency register.`,
    others: ({ head, name, others }) =>
      `${head}: ${name}. Decide how to go on with the others of the case: ${others}.`,
    fileMild: ({ head, name, mark }) =>
      `${head}: file the claim with the liquidator. ${name}${inBrackets(mark)}, the notice of liquidation gives the term. Notices and interest go on.`,
    judgeMild: ({ name, mark }) =>
      `Possible liquidation: ${name}${inBrackets(mark)}. Judge whether it is the same entity.`,
  },
  ru: {
    file: ({ head, name, mark, day, late, check }) =>
      `${head}: заявить требование. ${name}${inBrackets(mark)}, срок до ${day}.${late}${check}`,
    fileOpen: ({ head, name, mark, late }) =>
      `${head}: заявить требование сейчас. ${name}${inBrackets(mark)}, это возможно лишь до объявления управляющего о распределении.${late}`,
    fileUndated: ({ head, name, mark }) =>
      `${head}: заявить требование сейчас. ${name}${inBrackets(mark)}, день решения или срок неизвестен: выяснить его по решению.`,
    decide: ({ name, mark }) =>
      `Производство о несостоятельности окончено: ${name}${inBrackets(mark)}. Решить, что дальше: освобождение от долгов, незаявленное требование или прекращение производства. Уведомления и проценты стоят, пока кто-нибудь не снимет метку.`,
    prepare: ({ name, mark }) =>
      `Заявление о несостоятельности: ${name}${inBrackets(mark)}. Подготовить требование, решения ещё нет.`,
    judge: ({ name, mark }) =>
      `Возможная несостоятельность: ${name}${inBrackets(mark)}. Решить, тот ли это человек.`,
    verify: ({ name, mark }) =>
      `${name} значится вторым должником в производстве${inBrackets(mark)}. Проверить в реестре несостоятельности.`,
    others: ({ head, name, others }) =>
      `${head}: ${name}. Решить, как быть с остальными лицами по делу: ${others}.`,
    fileMild: ({ head, name, mark }) =>
      `${head}: заявить требование ликвидатору. ${name}${inBrackets(mark)}, срок указан в объявлении о ликвидации. Уведомления и проценты продолжаются.`,
    judgeMild: ({ name, mark }) =>
      `Возможная ликвидация: ${name}${inBrackets(mark)}. Решить, то ли это лицо.`,
  },
};

/** What the owner of a case is asked to do about an insolvency. */
export function insolvencyTask(kind: TaskKind, row: CaseInsolvency): string {
  const { partyName: name, fileMark, mark, fileBy, others, language, procedure } = row;
  const isMild = procedure !== null && !insolvencyEffects(row).stopsNotices;
  const what = procedure === null ? null : procedureWord(procedure, language);
  const day = row.decidedOn ?? row.restsFrom;
  const term = day === null ? null : filingTerm(row, day);
  const head = what === null ? HEADS[language] : `${HEADS[language]} (${what})`;
  return TEXTS[language][(isMild && MILD[kind]) || kind]({
    head: isMild ? TAG_NAMES[language].mild : head,
    late: LATE_WORDS[language][term?.late ?? "unknown"],
    check: row.isTermSure ? "" : CHECK_WORDS[language],
    ...{ name, mark: fileMark ?? mark ?? "", others: others.join(", ") },
    day: fileBy ? formatDay(fileBy, language) : "",
  });
}

const HEADS: Record<Locale, string> = {
  ...{ cs: "Insolvence", sk: "Insolvencia", en: "Insolvency", ru: "Несостоятельность" },
};

const CHECK_WORDS: Record<Locale, string> = {
  cs: " Den rozhodnutí udává jen pole rejstříku: lhůtu ověřit podle usnesení.",
  sk: " Deň rozhodnutia udáva len pole registra: lehotu overiť podľa uznesenia.",
  en: " The day of the decision is from the register's field alone: check the term in the decision.",
  ru: " День решения известен лишь из поля реестра: проверить срок по определению суда.",
};

const LATE_WORDS: Record<Locale, Record<FilingTerm["late"], string>> = {
  cs: {
    lost: " K pozdější přihlášce se nepřihlíží.",
    limited: " Později jen s omezenými právy, zajištění bez včasné přihlášky zaniká.",
    unknown: "",
  },
  sk: {
    lost: " Na neskoršiu prihlášku sa neprihliada.",
    limited: " Neskôr len s obmedzenými právami, zabezpečenie bez včasnej prihlášky zaniká.",
    unknown: "",
  },
  en: {
    lost: " A later claim is not considered.",
    limited: " Later only with limited rights; security that was not filed in time lapses.",
    unknown: "",
  },
  ru: {
    lost: " Позднее заявление не рассматривается.",
    limited:
      " Позже только с ограниченными правами; не заявленное в срок обеспечение прекращается.",
    unknown: "",
  },
};

type TagNames = Record<"own" | "mild" | "beside", string>;
const names = (own: string, mild: string, beside: string): TagNames => ({ own, mild, beside });

/** What the tags are called at first; people may rename them. */
export const TAG_NAMES: Record<Locale, TagNames> = {
  cs: names("Insolvence", "Likvidace", "Insolvence spoludlužníka"),
  sk: names("Insolvencia", "Likvidácia", "Insolvencia spoludlžníka"),
  en: names("Insolvency", "Liquidation", "Co-debtor insolvent"),
  ru: names("Несостоятельность", "Ликвидация", "Несостоятельность созаёмщика"),
};
