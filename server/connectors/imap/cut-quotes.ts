/** What a person wrote, and whether something quoted below it was left out. */
export interface CutText {
  text: string;
  isCut: boolean;
}

/** Lines by which programs divide an answer from the mail that it answers. */
const DIVIDERS = [
  /^[-_ ]{2,}\s*(original message|forwarded message|původní (zpráva|e-?mail|email)|p[ôo]vodn[áý] (správa|e-?mail))\s*[-_ ]{2,}$/i,
  /^[-_ ]{2,}\s*(ursprüngliche nachricht|originalnachricht|исходное сообщение|пересылаемое сообщение)\s*[-_ ]{2,}$/i,
  /^[-_ ]{2,}\s*(přeposlaná zpráva|preposlaná správa|weitergeleitete nachricht)\s*[-_ ]{2,}$/i,
];

/** Names of the lines that Outlook repeats above what it quotes; three of them make a block. */
const LABELS =
  /^[*>\s]*(from|sent|to|cc|subject|date|od|odesláno|datum|komu|kopie|předmět|odoslané|dátum|kópia|predmet|von|gesendet|an|betreff|от|отправлено|дата|кому|копия|тема)\s*\*?:\*?\s/i;
const FIRST_LABELS = /^[*>\s]*(from|od|von|от)\s*\*?:/i;
const LABELS_MIN = 3;
const BLOCK_LINES = 8;

const VERBS =
  /(wrote|writes|napsala?|napsal\(a\)|napísala?|napísal\(a\)|píše|schrieb|писала?|написала?|написал\(а\)|пишет)(\s.{0,200})?:$/i;
const ADDRESS_END = /<?[^\s<>]{1,200}@[^\s<>]{1,200}>?\)?:$/;
const TIME = /\d{1,2}[:.]\d{2}/;
const YEAR = /\b\d{1,2}\b.{0,30}\b(19|20)?\d{2}\b/;
const ATTRIBUTION_START =
  /^[>\s]*(on|dne|dňa|am|le|po|út|ut|st|čt|št|pá|pi|so|ne|mo|di|mi|do|fr|sa|пн|вт|ср|чт|пт|сб|вс|\d{1,4}[\s./-])[\s,.]?/i;
const ATTRIBUTION_LINES = 3;
/** A longer line is no program's. */
const LINE_LENGTH_MAX = 500;
const SEPARATOR = /^[_-]{10,}$/;

/**
 * The new words of a reply, for showing: the quoted mail below them is left out. Answers written
 * between quoted lines stay as they are, and where nothing would be left nothing is cut. The whole is
 * the caller's to keep.
 */
export function cutQuotes(text: string): CutText {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  let end = lines.length;
  for (let at = 0; at < lines.length; at += 1) {
    if (isDivided(lines, at)) {
      end = at;
      break;
    }
  }
  end = withoutTrailingQuote(lines, end);
  while (end > 0 && isFiller(lines[end - 1] ?? "")) end -= 1;
  const kept = lines.slice(0, end).join("\n").trim();
  const isAll = lines.slice(end).every(isFiller);
  if (kept === "" || isAll) return { text: text.trim(), isCut: false };
  return { text: kept, isCut: true };
}

const isFiller = (line: string): boolean => line.trim() === "" || SEPARATOR.test(line.trim());

function isDivided(lines: readonly string[], at: number): boolean {
  const line = lines[at]?.trim() ?? "";
  if (line === "" || line.length > LINE_LENGTH_MAX) return false;
  if (DIVIDERS.some((pattern) => pattern.test(line))) return true;
  return isHeaderBlock(lines, at) || isAttribution(lines, at);
}

function isHeaderBlock(lines: readonly string[], at: number): boolean {
  if (!FIRST_LABELS.test(lines[at] ?? "")) return false;
  const block = lines.slice(at, at + BLOCK_LINES);
  return block.filter((line) => LABELS.test(line)).length >= LABELS_MIN;
}

/** "Dne 1. 3. 2026 v 10:00 Jan napsal(a):", over up to three lines, with something quoted below. */
function isAttribution(lines: readonly string[], at: number): boolean {
  if (!ATTRIBUTION_START.test(lines[at] ?? "")) return false;
  let joined = "";
  for (let i = at; i < Math.min(at + ATTRIBUTION_LINES, lines.length); i += 1) {
    const line = lines[i]?.trim() ?? "";
    if (line === "" || line.length > LINE_LENGTH_MAX) return false;
    joined = `${joined} ${line}`.trim();
    if (!line.endsWith(":")) continue;
    const isDated = TIME.test(joined) || YEAR.test(joined);
    return isDated && (VERBS.test(joined) || ADDRESS_END.test(joined));
  }
  return false;
}

/** Quoted lines at the very end, with nothing of the writer's behind them. */
function withoutTrailingQuote(lines: readonly string[], end: number): number {
  let at = end;
  while (at > 0 && /^\s*(>|$)/.test(lines[at - 1] ?? "")) at -= 1;
  const isQuoted = lines.slice(at, end).some((line) => /^\s*>/.test(line));
  return isQuoted ? at : end;
}
