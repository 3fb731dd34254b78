import { PLAIN_REQUEST_KINDS, type PlainRequestKind } from "@/db/values/portal";
import { fold, foldWords } from "@/server/kernel/fold";

export type KindWords = Partial<Record<PlainRequestKind, readonly string[]>>;

/** Beginnings of words, and whole sayings, by what they speak of; folded. */
const SHIPPED: KindWords = {
  payment: [
    ...["platb", "zaplat", "zaplac", "uhrad", "uhrazen", "prevod penez", "payment", "paid"],
    ...["оплат", "плате", "заплат", "перевод"],
  ],
  instalments: [
    ...["splatk", "splatok", "splacet", "splacat", "rozlozit", "kalendar", "instal"],
    ...["рассрочк", "частями"],
  ],
  dispute: [
    ...["nesouhlas", "nesuhlas", "neuznav", "reklam", "namitk", "namietk", "omyl", "promlc"],
    ...["premlc", "spor", "dispute", "mistake", "disagree", "оспар", "несоглас", "ошибк"],
  ],
  documents: [
    ...["potvrzen", "potvrden", "doklad", "dokument", "faktur", "kopi", "vypis", "vycislen"],
    ...["certificate", "document", "invoice", "statement", "справк", "документ", "квитанц"],
  ],
  "contact-data": [
    ...["zmena adres", "zmenu adres", "nova adres", "novou adres", "novu adres", "prestehov"],
    ...["prestahov", "nove cislo", "novy telefon", "new address", "change of address", "moved"],
    ...["новый адрес", "новый телефон", "смена адрес", "переезд", "переехал"],
  ],
};

const [OWN_WEIGHT, SUBJECT_WEIGHT] = [10, 3];
const TEXT_MAX = 5_000;

/**
 * What a mail is about, by the words in it: a tenant's own weigh more than the shipped ones, those of
 * the subject more than those below. "other" where nothing says.
 */
export function guessKind(subject: string, text: string, own: KindWords = {}): PlainRequestKind {
  const heard = [
    { weight: SUBJECT_WEIGHT, said: spoken(subject) },
    { weight: 1, said: spoken(text.slice(0, TEXT_MAX)) },
  ];
  const scoreOf = (kind: PlainRequestKind): number =>
    heard.reduce((sum, { weight, said }) => {
      const hits = (words: readonly string[] = []) =>
        words.filter((word) => said.includes(` ${fold(word)}`)).length;
      return sum + weight * (hits(SHIPPED[kind]) + OWN_WEIGHT * hits(own[kind]));
    }, 0);
  let best: { kind: PlainRequestKind; score: number } = { kind: "other", score: 0 };
  for (const kind of PLAIN_REQUEST_KINDS) {
    const score = scoreOf(kind);
    if (score > best.score) best = { kind, score };
  }
  return best.kind;
}

/** Words in a row, each behind a space: so a word is found by how it begins. */
const spoken = (text: string): string => ` ${foldWords(text).join(" ")}`;
