import type { ComponentKind } from "@/db/values/claims";
import { type Day, formatDay } from "@/server/kernel/days";
import type { Locale } from "@/server/kernel/locale";
import { type Currency, formatMoney } from "@/server/kernel/money";
import type { ApplicationWords } from "./application-words";

export interface ApplicationParty {
  name: string;
  bornOn: Day | null;
  registrationNo: string | null;
  address: string | null;
}

export interface ApplicationClaim {
  title: string;
  variableSymbol: string | null;
  arisenOn: Day | null;
  dueOn: Day;
  currency: Currency;
  components: { kind: ComponentKind; description: string; balanceMinor: number }[];
  totalMinor: number;
}

/** What a claim application says, worked out: amounts as of the day of the decision. */
export interface Application {
  fileMark: string;
  /** What kind of proceeding, in the court's language; null: none is decided. */
  procedure: string | null;
  court: string | null;
  refNo: string;
  creditor: ApplicationParty;
  debtor: ApplicationParty;
  claims: ApplicationClaim[];
  totals: { currency: Currency; amountMinor: number }[];
  onDay: Day;
  isDecided: boolean;
  /** Titles that can be enforced: "12 C 345/2026", and since when they are final. */
  titles: { mark: string; finalOn: Day }[];
  today: Day;
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string): string => text.replace(/[&<>"]/g, (char) => ESCAPES[char] ?? char);

/** The application as HTML for a letter; every text of people's in it is escaped. */
export function applicationHtml(
  application: Application,
  { words, language }: { words: ApplicationWords; language: Locale },
): string {
  const day = (on: Day) => formatDay(on, language);
  const line = (label: string, value: string | null) =>
    value ? `<p style="margin:0">${safe(label)}: <b>${safe(value)}</b></p>` : "";
  const { fileMark, court, refNo, creditor, debtor, claims, totals, onDay } = application;
  const party = (label: string, who: ApplicationParty) =>
    `<h3>${safe(label)}</h3>` +
    `<p style="margin:0"><b>${safe(who.name)}</b></p>` +
    line(words.bornOn, who.bornOn && day(who.bornOn)) +
    line(words.registrationNo, who.registrationNo) +
    line(words.address, who.address);
  const asOf = `${application.isDecided ? words.asOf : words.notDecided}: ${day(onDay)}.`;
  const titles = application.titles
    .map(({ mark, finalOn }) => `${mark}, ${words.final} ${day(finalOn)}`)
    .join("; ");
  return [
    `<h1>${safe(words.title)}</h1>`,
    line(words.file, fileMark),
    line(words.court, court),
    line(words.procedure, application.procedure),
    line(words.ref, refNo),
    party(words.debtor, debtor),
    party(words.creditor, creditor),
    ...claims.map((claim, no) => claimHtml(claim, { no: no + 1, words, language })),
    `<h3>${safe(words.sum)}</h3>`,
    `<p style="margin:0"><b>${totals
      .map((each) => safe(formatMoney(each.amountMinor, each.currency, language)))
      .join(" + ")}</b></p>`,
    `<p>${safe(asOf)}</p>`,
    `<p>${safe(words.enforceable)}: ${safe(titles || words.notEnforceable)}</p>`,
    `<p style="font-size:9pt">${safe(words.note)}</p>`,
    `<p style="margin-top:24pt">${safe(words.place)} ${safe(day(application.today))}</p>`,
    `<p style="margin-top:36pt">${safe(words.signature)}: ……………………………………</p>`,
  ].join("");
}

function claimHtml(
  claim: ApplicationClaim,
  { no, words, language }: { no: number; words: ApplicationWords; language: Locale },
): string {
  const money = (amountMinor: number) => safe(formatMoney(amountMinor, claim.currency, language));
  const facts = [
    claim.variableSymbol && `${words.symbol} ${claim.variableSymbol}`,
    claim.arisenOn && `${words.arisenOn} ${formatDay(claim.arisenOn, language)}`,
    `${words.dueOn} ${formatDay(claim.dueOn, language)}`,
  ].filter((fact): fact is string => Boolean(fact));
  const cell = 'style="border-bottom:1px solid #999;padding:2pt 4pt"';
  const amount = 'style="border-bottom:1px solid #999;padding:2pt 4pt;text-align:right"';
  const row = (label: string, value: string) =>
    `<tr><td ${cell}>${label}</td><td ${amount}>${value}</td></tr>`;
  return [
    `<h3>${safe(words.claim)} ${no}</h3>`,
    `<p style="margin:0">${safe(words.reason)}: <b>${safe(claim.title)}</b></p>`,
    `<p style="margin:0 0 4pt">${safe(facts.join(", "))}</p>`,
    '<table style="width:100%">',
    row(`<b>${safe(words.component)}</b>`, `<b>${safe(words.amount)}</b>`),
    ...claim.components.map(({ kind, description, balanceMinor }) => {
      const name = words.kinds[kind];
      return row(safe(description ? `${name} (${description})` : name), money(balanceMinor));
    }),
    row(`<b>${safe(words.total)}</b>`, `<b>${money(claim.totalMinor)}</b>`),
    "</table>",
  ].join("");
}
