import { fold } from "@/server/kernel/fold";

const PREFIX =
  /^\s*(?:(?:re|fw|fwd|odp|odpověď|odpoveď|aw|wg|ha|vs|отв|на|пересл)(?:\[\d+\])?\s*:\s*)+/iu;

/** A subject as it is compared: without what programs write before it when answering or passing on. */
export const subjectKey = (subject: string): string =>
  fold(subject.replace(PREFIX, "")).replace(/\s+/g, " ").trim();

const COURT_MARK =
  /\b\d{1,4}\s*[A-ZĚŠČŘŽÝÁÍÉÚŮ][A-Za-zěščřžýáíéúů]{0,5}\s*\d{1,6}\s*\/\s*\d{4}\b/gu;

const REF_NO = /(?<![\d/])\d{1,9}\/\d{4}(?![\d/])/g;

/** A court's "12 C 345/2026" holds what looks like a number of ours and is none. */
const withoutMarks = (text: string): string => text.replace(COURT_MARK, " ");

/** What may be our number of a case in a text from outside. */
export function refNosIn(...texts: (string | null)[]): string[] {
  const found = texts.flatMap((text) => {
    if (!text) return [];
    const whole = text.trim();
    return [whole.length <= 50 ? whole : "", ...(withoutMarks(whole).match(REF_NO) ?? [])];
  });
  return [...new Set(found.filter((each) => each !== ""))];
}

/** What may be a court's file mark in a text from outside: "12 C 345/2026". */
export function courtMarksIn(...texts: (string | null)[]): string[] {
  const found = texts.flatMap((text) => {
    if (!text) return [];
    const whole = text.trim();
    return [whole.length <= 50 ? whole : "", ...(whole.match(COURT_MARK) ?? [])];
  });
  return [...new Set(found.filter((each) => each !== ""))];
}
