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

/** The words by their bytes: lines are told apart before anything is decoded. */
export function byBytes<T extends string>(
  words: Readonly<Record<T, string>>,
  encoding: StatementEncoding,
): ReadonlyMap<string, T> {
  const entries = Object.entries(words) as [T, string][];
  return new Map(entries.map(([name, word]) => [bytesOf(word, encoding), name]));
}

function bytesOf(word: string, encoding: StatementEncoding): string {
  if (encoding === "utf-8" || encoding === "ascii") return Buffer.from(word).toString("latin1");
  const { chars } = CODE_PAGES[encoding as CodePage];
  return Array.from(word, (char) => String.fromCharCode(chars.indexOf(char))).join("");
}
