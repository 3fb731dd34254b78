import { formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import type { CaseInsolvency } from "./case-insolvency";

export type TaskKind =
  | "file"
  | "fileUndated"
  | "prepare"
  | "judge"
  | "verify"
  | "others"
  | "decide";

interface Told {
  name: string;
  /** File mark of the proceeding; empty where none is known. */
  mark: string;
  /** Last day for filing. */
  day: string;
  others: string;
}

const inBrackets = (mark: string): string => (mark ? ` (${mark})` : "");

// Written when the task is made, in the owner's language, as the processes' own tasks are.
const TEXTS: Record<Locale, Record<TaskKind, (told: Told) => string>> = {
  cs: {
    file: ({ name, mark, day }) =>
      `Insolvence: přihlásit pohledávku. ${name}${inBrackets(mark)}, lhůta končí ${day}.`,
    fileUndated: ({ name, mark }) =>
      `Insolvence: přihlásit pohledávku hned. ${name}${inBrackets(mark)}, den rozhodnutí rejstřík neuvádí a lhůta není známa: zjistit ji.`,
    decide: ({ name, mark }) =>
      `Insolvence skončila: ${name}${inBrackets(mark)}. Rozhodnout, co dál: osvobození od dluhů, nepřihlášená pohledávka, nebo zastavené řízení. Výzvy a úrok stojí, dokud štítek někdo nesejme.`,
    prepare: ({ name, mark }) =>
      `Insolvenční návrh: ${name}${inBrackets(mark)}. Připravit přihlášku pohledávky, o úpadku zatím nebylo rozhodnuto.`,
    judge: ({ name, mark }) =>
      `Možná insolvence: ${name}${inBrackets(mark)}. Posoudit, zda jde o stejnou osobu.`,
    verify: ({ name, mark }) =>
      `${name} je v rejstříku dalším dlužníkem řízení${inBrackets(mark)}. Ověřit v insolvenčním rejstříku.`,
    others: ({ name, others }) =>
      `Insolvence: ${name}. Posoudit postup vůči dalším osobám případu: ${others}.`,
  },
  sk: {
    file: ({ name, mark, day }) =>
      `Insolvencia: prihlásiť pohľadávku. ${name}${inBrackets(mark)}, lehota končí ${day}.`,
    fileUndated: ({ name, mark }) =>
      `Insolvencia: prihlásiť pohľadávku hneď. ${name}${inBrackets(mark)}, deň rozhodnutia register neuvádza a lehota nie je známa: zistiť ju.`,
    decide: ({ name, mark }) =>
      `Insolvencia sa skončila: ${name}${inBrackets(mark)}. Rozhodnúť, čo ďalej: oddlženie, neprihlásená pohľadávka, alebo zastavené konanie. Výzvy a úrok stoja, kým štítok niekto nezloží.`,
    prepare: ({ name, mark }) =>
      `Insolvenčný návrh: ${name}${inBrackets(mark)}. Pripraviť prihlášku pohľadávky, konkurz zatiaľ nebol vyhlásený.`,
    judge: ({ name, mark }) =>
      `Možná insolvencia: ${name}${inBrackets(mark)}. Posúdiť, či ide o tú istú osobu.`,
    verify: ({ name, mark }) =>
      `${name} je v registri ďalším dlžníkom konania${inBrackets(mark)}. Overiť v registri úpadcov.`,
    others: ({ name, others }) =>
      `Insolvencia: ${name}. Posúdiť postup voči ďalším osobám prípadu: ${others}.`,
  },
  en: {
    file: ({ name, mark, day }) =>
      `Insolvency: file the claim. ${name}${inBrackets(mark)}, by ${day}.`,
    fileUndated: ({ name, mark }) =>
      `Insolvency: file the claim now. ${name}${inBrackets(mark)}, the register gives no day of the decision and the term is unknown: look the day up.`,
    decide: ({ name, mark }) =>
      `Insolvency over: ${name}${inBrackets(mark)}. Decide what comes now: discharged, claim not filed, or dismissed. Notices and interest stay stopped until somebody takes the tag off.`,
    prepare: ({ name, mark }) =>
      `Insolvency petition: ${name}${inBrackets(mark)}. Prepare the claim application; there is no decision yet.`,
    judge: ({ name, mark }) =>
      `Possible insolvency: ${name}${inBrackets(mark)}. Judge whether it is the same person.`,
    verify: ({ name, mark }) =>
      `${name} is named as a joint debtor in a proceeding${inBrackets(mark)}. Check them in the insolvency register.`,
    others: ({ name, others }) =>
      `Insolvency: ${name}. Decide how to go on with the others of the case: ${others}.`,
  },
  ru: {
    file: ({ name, mark, day }) =>
      `Несостоятельность: заявить требование. ${name}${inBrackets(mark)}, срок до ${day}.`,
    fileUndated: ({ name, mark }) =>
      `Несостоятельность: заявить требование сейчас. ${name}${inBrackets(mark)}, день решения в реестре не указан, срок неизвестен: выяснить его.`,
    decide: ({ name, mark }) =>
      `Производство о несостоятельности окончено: ${name}${inBrackets(mark)}. Решить, что дальше: освобождение от долгов, незаявленное требование или прекращение производства. Уведомления и проценты стоят, пока кто-нибудь не снимет метку.`,
    prepare: ({ name, mark }) =>
      `Заявление о несостоятельности: ${name}${inBrackets(mark)}. Подготовить требование, решения ещё нет.`,
    judge: ({ name, mark }) =>
      `Возможная несостоятельность: ${name}${inBrackets(mark)}. Решить, тот ли это человек.`,
    verify: ({ name, mark }) =>
      `${name} значится вторым должником в производстве${inBrackets(mark)}. Проверить в реестре несостоятельности.`,
    others: ({ name, others }) =>
      `Несостоятельность: ${name}. Решить, как быть с остальными лицами по делу: ${others}.`,
  },
};

/** What the owner of a case is asked to do about an insolvency. */
export function insolvencyTask(kind: TaskKind, row: CaseInsolvency): string {
  const { partyName: name, fileMark, mark, fileBy, others, language } = row;
  return TEXTS[language][kind]({
    ...{ name, mark: fileMark ?? mark ?? "", others: others.join(", ") },
    day: fileBy ? formatDay(fileBy, language) : "",
  });
}

const names = (own: string, beside: string) => ({ own, beside });

/** What the tags are called at first; people may rename them. */
export const TAG_NAMES: Record<Locale, { own: string; beside: string }> = {
  cs: names("Insolvence", "Insolvence spoludlužníka"),
  sk: names("Insolvencia", "Insolvencia spoludlžníka"),
  en: names("Insolvency", "Co-debtor insolvent"),
  ru: names("Несостоятельность", "Несостоятельность созаёмщика"),
};
