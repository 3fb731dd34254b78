import type { ComponentKind } from "@/db/values/claims";
import type { InsolvencyProcedure } from "@/db/values/insolvency-procedures";
import type { Proceeding } from "../law";

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
  procedure: string;
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
  procedure: "Způsob řešení úpadku",
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
  procedure: "Druh konania",
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

type Varied = Partial<Pick<ApplicationWords, "debtor" | "asOf" | "notDecided" | "note">>;

const LATE_CZ =
  "Přihláška se podává na formuláři soudu, jehož údaje jsou zde předvyplněny; k opožděné se nepřihlíží (§ 173 odst. 1).";
const FORM_SK = "Prihláška sa podáva na predpísanom tlačive, ktorého údaje sú tu predvyplnené.";
const RELIEF_SK: Varied = {
  debtor: "Dlžník",
  note: `Podľa § 167l zákona č. 7/2005 Z. z. o konkurze a reštrukturalizácii: prihlásiť možno, kým správca neoznámi, že ide zostaviť rozvrh; čo sa neuspokojí, toho sa dlžník zbavuje (§ 166a). ${FORM_SK}`,
};

/** What differs of it by the kind of proceeding. */
const VARIED: Readonly<Partial<Record<InsolvencyProcedure, Varied>>> = {
  bankruptcy: {},
  reorganization: {
    note: `Podle § 173 a § 174 zákona č. 182/2006 Sb., insolvenční zákon. Účinností reorganizačního plánu práva nepřihlášených věřitelů zanikají (§ 359). ${LATE_CZ}`,
  },
  discharge: {
    note: `Podle § 173 a § 174 zákona č. 182/2006 Sb., insolvenční zákon. Osvobození od placení se vztahuje i na nepřihlášené pohledávky (§ 414). Úroky a poplatky, které přirostly po rozhodnutí o úpadku, se neuspokojují (§ 170 písm. a). ${LATE_CZ}`,
  },
  small_bankruptcy: {
    note: `Podľa § 106 a nasl. a § 29 zákona č. 7/2005 Z. z. o konkurze a reštrukturalizácii: prihlásiť možno, kým správca neoznámi, že ide zostaviť rozvrh. ${FORM_SK}`,
  },
  discharge_bankruptcy: RELIEF_SK,
  discharge_plan: {
    debtor: "Dlžník",
    asOf: "Príslušenstvo je vyčíslené ku dňu poskytnutia ochrany pred veriteľmi",
    notDecided: "Ochrana zatiaľ nebola poskytnutá; príslušenstvo je vyčíslené ku dňu",
    note: `Podľa § 168 a nasl. zákona č. 7/2005 Z. z. o konkurze a reštrukturalizácii: pohľadávka podľa § 166a sa uspokojuje len splátkovým kalendárom. ${FORM_SK}`,
  },
  restructuring: {
    debtor: "Dlžník",
    asOf: "Príslušenstvo je vyčíslené ku dňu povolenia reštrukturalizácie",
    notDecided: "Reštrukturalizácia zatiaľ nebola povolená; príslušenstvo je vyčíslené ku dňu",
    note: `Podľa § 121 a § 29 zákona č. 7/2005 Z. z. o konkurze a reštrukturalizácii: prihláška musí byť správcovi doručená do 30 dní od povolenia reštrukturalizácie, na neskoršiu sa neprihliada. ${FORM_SK}`,
  },
  preventive: {
    debtor: "Dlžník",
    asOf: "Príslušenstvo je vyčíslené ku dňu",
    notDecided: "Príslušenstvo je vyčíslené ku dňu",
    note: "Podľa zákona č. 111/2022 Z. z. o riešení hroziaceho úpadku.",
  },
  liquidation: {
    debtor: "Dlžník v likvidácii",
    asOf: "Príslušenstvo je vyčíslené ku dňu",
    notDecided: "Príslušenstvo je vyčíslené ku dňu",
    note: "Prihlasuje sa likvidátorovi podľa § 70 a nasl. Obchodného zákonníka.",
  },
};

/** Words of an application in the language of its court, as its kind of proceeding has them. */
export function applicationWords({ register, procedure }: Proceeding): ApplicationWords {
  const base = register === "isir_cz" ? CS : SK;
  return { ...base, ...(procedure ? VARIED[procedure] : {}) };
}
