import type { ComponentKind } from "@/db/values/claims";

/** Words of a claim application in the language of the court it goes to. */
export interface ApplicationWords {
  title: string;
  file: string;
  court: string;
  debtor: string;
  creditor: string;
  bornOn: string;
  registrationNo: string;
  address: string;
  claim: string;
  reason: string;
  dueOn: string;
  arisenOn: string;
  symbol: string;
  component: string;
  amount: string;
  total: string;
  sum: string;
  asOf: string;
  notDecided: string;
  enforceable: string;
  notEnforceable: string;
  final: string;
  ref: string;
  place: string;
  signature: string;
  note: string;
  kinds: Record<ComponentKind, string>;
}

const CS: ApplicationWords = {
  title: "Přihláška pohledávky",
  file: "Spisová značka insolvenčního řízení",
  court: "Insolvenční soud",
  debtor: "Dlužník",
  creditor: "Věřitel",
  bornOn: "Datum narození",
  registrationNo: "IČO",
  address: "Adresa",
  claim: "Pohledávka č.",
  reason: "Důvod vzniku",
  dueOn: "Splatnost",
  arisenOn: "Vznik",
  symbol: "variabilní symbol",
  component: "Jistina a příslušenství",
  amount: "Výše",
  total: "Celkem pohledávka",
  sum: "Přihlášená výše celkem",
  asOf: "Příslušenství je vyčísleno ke dni rozhodnutí o úpadku",
  notDecided: "O úpadku zatím nebylo rozhodnuto; příslušenství je vyčísleno ke dni",
  enforceable: "Vykonatelnost",
  notEnforceable: "Pohledávka není vykonatelná.",
  final: "právní moc",
  ref: "Naše značka",
  place: "Dne",
  signature: "Podpis věřitele nebo zástupce",
  note: "Podle § 173 a § 174 zákona č. 182/2006 Sb., insolvenční zákon. Úroky a poplatky, které přirostly po rozhodnutí o úpadku, se neuspokojují (§ 170 písm. a). Přihláška se podává na formuláři soudu, jehož údaje jsou zde předvyplněny.",
  kinds: {
    principal: "Jistina",
    interest: "Úrok",
    lateInterest: "Zákonný úrok z prodlení",
    contractualPenalty: "Smluvní pokuta",
    costs: "Náklady",
    fee: "Poplatek",
  },
};

const SK: ApplicationWords = {
  title: "Prihláška pohľadávky",
  file: "Spisová značka konania",
  court: "Súd",
  debtor: "Úpadca",
  creditor: "Veriteľ",
  bornOn: "Dátum narodenia",
  registrationNo: "IČO",
  address: "Adresa",
  claim: "Pohľadávka č.",
  reason: "Právny dôvod vzniku",
  dueOn: "Splatnosť",
  arisenOn: "Vznik",
  symbol: "variabilný symbol",
  component: "Istina a príslušenstvo",
  amount: "Suma",
  total: "Celková suma pohľadávky",
  sum: "Prihlásená suma spolu",
  asOf: "Príslušenstvo je vyčíslené ku dňu vyhlásenia konkurzu",
  notDecided: "Konkurz zatiaľ nebol vyhlásený; príslušenstvo je vyčíslené ku dňu",
  enforceable: "Vykonateľnosť",
  notEnforceable: "Pohľadávka nie je vykonateľná.",
  final: "právoplatnosť",
  ref: "Naša značka",
  place: "Dňa",
  signature: "Podpis veriteľa alebo zástupcu",
  note: "Podľa § 28 a § 29 zákona č. 7/2005 Z. z. o konkurze a reštrukturalizácii. Prihláška sa podáva na predpísanom tlačive, ktorého údaje sú tu predvyplnené.",
  kinds: {
    principal: "Istina",
    interest: "Úrok",
    lateInterest: "Zákonný úrok z omeškania",
    contractualPenalty: "Zmluvná pokuta",
    costs: "Náklady",
    fee: "Poplatok",
  },
};

export const APPLICATION_WORDS = { isir_cz: CS, isir_sk: SK } as const;
