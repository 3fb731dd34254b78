import type { StatementEncoding } from "../statement";
import { CODE_PAGES, type CodePage } from "../text/code-pages";

/** What is read of the format, by the word that stands in front of the equals sign. */
export const KEYS = {
  account: "РасчСчет",
  from: "ДатаНачала",
  to: "ДатаКонца",
  opening: "НачальныйОстаток",
  credit: "ВсегоПоступило",
  debit: "ВсегоСписано",
  closing: "КонечныйОстаток",
  amount: "Сумма",
  debitedOn: "ДатаСписано",
  creditedOn: "ДатаПоступило",
  payerAccount: "ПлательщикСчет",
  payerSettlement: "ПлательщикРасчСчет",
  payer: "Плательщик",
  payerName: "Плательщик1",
  payeeAccount: "ПолучательСчет",
  payeeSettlement: "ПолучательРасчСчет",
  payee: "Получатель",
  payeeName: "Получатель1",
  purpose: "НазначениеПлатежа",
  purpose1: "НазначениеПлатежа1",
  purpose2: "НазначениеПлатежа2",
  purpose3: "НазначениеПлатежа3",
  purpose4: "НазначениеПлатежа4",
  purpose5: "НазначениеПлатежа5",
  purpose6: "НазначениеПлатежа6",
} as const;

export type Key = keyof typeof KEYS;

export const MARKS = {
  beginAccount: "СекцияРасчСчет",
  endAccount: "КонецРасчСчет",
  beginDocument: "СекцияДокумент",
  endDocument: "КонецДокумента",
  endFile: "КонецФайла",
} as const;

export type Mark = keyof typeof MARKS;

/** What a word in front of a line means. */
export type Word = { key: Key; mark: null } | { key: null; mark: Mark };

const WORD_LENGTH_MAX = 64;

/** The words by their bytes: lines are told apart before anything is decoded. */
export class Words {
  private readonly known = new Map<string, Word>();
  // By length and first byte: most lines begin with a word that is not read, and end here.
  private readonly shapes = new Uint8Array(WORD_LENGTH_MAX * 256);

  constructor(encoding: StatementEncoding) {
    for (const [key, word] of Object.entries(KEYS) as [Key, string][]) {
      this.add(bytesOf(word, encoding), { key, mark: null });
    }
    for (const [mark, word] of Object.entries(MARKS) as [Mark, string][]) {
      this.add(bytesOf(word, encoding), { key: null, mark });
    }
  }

  /** What the word means that a text begins with; undefined where nothing is read of it. */
  find(text: string, length: number): Word | undefined {
    const isKnown = length < WORD_LENGTH_MAX && this.shapes[shapeOf(text, length)] === 1;
    return isKnown ? this.known.get(text.slice(0, length)) : undefined;
  }

  private add(bytes: string, word: Word): void {
    this.known.set(bytes, word);
    this.shapes[shapeOf(bytes, bytes.length)] = 1;
  }
}

function shapeOf(text: string, length: number): number {
  return length * 256 + text.charCodeAt(0);
}

function bytesOf(word: string, encoding: StatementEncoding): string {
  if (encoding === "utf-8" || encoding === "ascii") return Buffer.from(word).toString("latin1");
  const { chars } = CODE_PAGES[encoding as CodePage];
  return Array.from(word, (char) => String.fromCharCode(chars.indexOf(char))).join("");
}
