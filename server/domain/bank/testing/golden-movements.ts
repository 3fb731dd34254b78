import type { MatchStep, MovementReason } from "@/db/values/bank";
import type { MatchReasonCode } from "../score-candidate";
import type { WorldCode } from "./golden-world";

/** A movement, what has to become of it, and why. */
export interface Golden {
  note: string;
  vs?: string;
  ss?: string;
  message?: string;
  name?: string;
  account?: string;
  amountMinor: number;
  currency?: string;
  isReversal?: true;
  /** Comes twice in the file: the verdict is that of the second. */
  isTwin?: true;
  /** Said "no" to before. */
  refused?: WorldCode[];
  /** Corrected by a person to this. */
  corrected?: string;
  /** Steps that the tenant's rules have otherwise. */
  rules?: Partial<Record<MatchStep, "book" | "offer" | "off">>;
  /** This claim arrives only after the movement. */
  claimAfter?: { of: WorldCode; vs: string; owedMinor: number };
  /** Booked on this case by the machine… */
  pays?: WorldCode;
  /** …or waiting under this reason, with this case offered first (null: nobody is). */
  waits?: MovementReason;
  first?: WorldCode | null;
  reason?: MovementReason;
  /** Among the reasons of the first candidate. */
  why?: MatchReasonCode;
}

const NOVAK = { vs: "4100000011", amountMinor: 100_000 };

export const GOLDEN: readonly Golden[] = [
  // The symbol itself.
  { note: "exact VS, exact amount", ...NOVAK, pays: "novak", reason: "exact_symbol" },
  { note: "a part is a part", ...NOVAK, amountMinor: 40_000, pays: "novak" },
  { note: "too much is kept as overpayment", ...NOVAK, amountMinor: 130_000, pays: "novak" },
  { note: "one haléř", ...NOVAK, amountMinor: 1, pays: "novak" },
  { note: "the payer's name does not matter", ...NOVAK, name: "Petr Svoboda", pays: "novak" },
  { note: "nor does an account of others", ...NOVAK, account: "1111111111/0100", pays: "novak" },
  {
    note: "the claim is padded with zeros, the movement is not",
    ...{ vs: "41000012", amountMinor: 250_000, pays: "svoboda", reason: "equal_symbol" },
  },
  {
    note: "the movement is padded, as mBank does",
    ...{ vs: "0004100000011", amountMinor: 100_000, pays: "novak", reason: "equal_symbol" },
  },
  {
    note: "padded on both sides alike is exact",
    ...{ vs: "0041000012", amountMinor: 1_000, pays: "svoboda", reason: "exact_symbol" },
  },
  { note: "a dash inside", vs: "4100-000011", amountMinor: 100_000, pays: "novak" },
  { note: "spaces inside", vs: "4100 000 011", amountMinor: 100_000, pays: "novak" },
  { note: "a slash inside", vs: "41/00000011", amountMinor: 100_000, pays: "novak" },
  {
    note: "a dash is the number, not the letters",
    ...{ vs: "4100-000011", amountMinor: 5, pays: "novak", reason: "equal_symbol" },
  },
  { note: "a short VS is a VS as well", vs: "2024", amountMinor: 55_500, pays: "fiala" },
  {
    note: "one of two claims of a case is named",
    ...{ vs: "4100000023", amountMinor: 120_000, pays: "dvorakova" },
  },
  {
    note: "two claims of one case share the VS: its own order decides",
    ...{ vs: "6600000001", amountMinor: 30_000, pays: "pokorny", reason: "exact_symbol" },
  },
  {
    note: "a case behind an access group is paid all the same",
    ...{ vs: "8800000001", amountMinor: 70_000, pays: "hidden" },
  },
  {
    note: "all zeros are no VS",
    ...{ vs: "0000000000", amountMinor: 321, waits: "no_claim", first: null },
  },
  {
    note: "eleven digits are no VS",
    ...{ vs: "41000000110", amountMinor: 321, waits: "no_claim", first: null },
  },
  // The symbol leads to several, or to nobody who owes.
  {
    note: "VS of two cases: never by itself, also when the amount fits one of them",
    ...{ vs: "5500000001", amountMinor: 222_200, waits: "several_cases", first: "maly" },
    why: "amount_exact",
  },
  {
    note: "VS of two cases: the name ranks",
    ...{ vs: "5500000001", amountMinor: 500, name: "MALÁ ALENA", waits: "several_cases" },
    ...{ first: "mala", why: "name_same" },
  },
  {
    note: "VS of two cases, one of them refused: the other one is sure",
    ...{ vs: "5500000001", amountMinor: 500, refused: ["maly"], pays: "mala" },
  },
  {
    note: "VS of a paid claim",
    ...{ vs: "4100000014", amountMinor: 300_000, waits: "nothing_owed", first: "cerny" },
    why: "nothing_owed",
  },
  {
    note: "VS of a paid claim, the debtor owes on another: still a person decides",
    ...{ vs: "4700000050", amountMinor: 81_000, waits: "nothing_owed", first: "urban" },
  },
  {
    note: "the second of twin payments: the first has paid it all",
    ...{ ...NOVAK, isTwin: true, waits: "nothing_owed", first: "novak" },
  },
  {
    note: "twin payments of a debt that holds both are two payments",
    ...{ vs: "4100000089", amountMinor: 200_000, isTwin: true, pays: "prochazka" },
  },
  {
    note: "twin payments, the second runs over: it is still owed to",
    ...{ vs: "4100000089", amountMinor: 300_000, isTwin: true, pays: "prochazka" },
  },
  {
    note: "another tenant's VS is nobody's",
    ...{ vs: "9900000001", amountMinor: 90_000, waits: "no_claim", first: null },
  },
  { note: "VS of nobody", vs: "1234567890", amountMinor: 77, waits: "no_claim", first: null },
  // Currencies.
  {
    note: "crowns for a claim in euros",
    ...{ vs: "4100000016", amountMinor: 20_000, waits: "other_currency", first: "kucera" },
    why: "other_currency",
  },
  {
    note: "euros for a claim in euros",
    ...{ vs: "4100000016", amountMinor: 20_000, currency: "EUR", pays: "kucera" },
  },
  {
    note: "euros for a claim in crowns",
    ...{ ...NOVAK, currency: "EUR", waits: "other_currency", first: "novak" },
  },
  {
    note: "a currency in which nothing is owed here",
    ...{ ...NOVAK, currency: "USD", waits: "other_currency", first: "novak" },
  },
  // SS and text.
  {
    note: "VS in the SS, VS empty",
    ...{ ss: "4100000011", amountMinor: 100_000, pays: "novak", reason: "symbol_in_text" },
  },
  {
    note: "VS in the SS, the VS is a word of the payer's own",
    ...{ vs: "20261128", ss: "4100000011", amountMinor: 500, pays: "novak" },
  },
  {
    note: "VS in the message",
    ...{ message: "uhrada dluhu VS4100000011", amountMinor: 100_000, pays: "novak" },
    reason: "symbol_in_text",
  },
  {
    note: "VS in the message in groups",
    ...{ message: "splátka 4100 0000 11 dekuji", amountMinor: 1_000, pays: "novak" },
  },
  {
    note: "VS in the message with a dash",
    ...{ message: "č. 4100-000011", amountMinor: 1_000, pays: "novak" },
  },
  {
    note: "VS in the message with zeros ahead",
    ...{ message: "VS:0041000012", amountMinor: 1_000, pays: "svoboda" },
  },
  {
    note: "six digits in the message are enough",
    ...{ message: "123456", amountMinor: 44_400, pays: "benesova" },
  },
  {
    note: "four are not: it may be a year",
    ...{ message: "za rok 2024", amountMinor: 100, waits: "symbol_in_text", first: "fiala" },
  },
  {
    note: "in the message, but more than is owed",
    ...{ message: "VS 4100000011", amountMinor: 100_001, waits: "symbol_in_text", first: "novak" },
    why: "amount_over",
  },
  {
    note: "two symbols in one message: one payment for two, a person splits it",
    ...{ message: "4100000011 a 4100000078", amountMinor: 50_000, waits: "symbol_in_text" },
  },
  {
    note: "two symbols, the amount says which",
    ...{ message: "4100000011, 4100000078", amountMinor: 98_765, waits: "symbol_in_text" },
    ...{ first: "vesela", why: "amount_exact" },
  },
  {
    note: "the VS itself leads to somebody: the message does not outvote it",
    ...{ ...NOVAK, amountMinor: 200, message: "4100000078", pays: "novak" },
  },
  {
    note: "VS of a paid claim, another in the message: a person decides",
    ...{ vs: "4100000014", message: "4100000011", amountMinor: 100_000, waits: "nothing_owed" },
    first: "novak",
  },
  {
    note: "a longer number holds the VS inside: it is another number",
    ...{ message: "94100000011", amountMinor: 100, waits: "no_symbol", first: null },
  },
  {
    note: "the rules only offer what stands in the text",
    ...{ message: "4100000011", amountMinor: 5, rules: { symbol_in_text: "offer" } },
    ...{ waits: "symbol_in_text", first: "novak" },
  },
  {
    note: "the rules do not look into the text",
    ...{ message: "4100000011", amountMinor: 5, rules: { symbol_in_text: "off" } },
    waits: "no_symbol",
  },
  // Accounts.
  {
    note: "an account that has paid for one debtor before",
    ...{ account: "1111111111/0100", amountMinor: 700, waits: "known_account", first: "vesela" },
    why: "account_known",
  },
  {
    note: "two debtors, one account: both are offered, the name ranks",
    ...{ account: "2222222222/0300", amountMinor: 100, name: "Horáková Lenka" },
    ...{ waits: "known_account", first: "horakova", why: "account_shared" },
  },
  {
    note: "an account that paid the debtor's other claim",
    ...{ account: "3333333333/0800", amountMinor: 81_000, waits: "known_account", first: "urban" },
    why: "amount_exact",
  },
  {
    note: "the rules book by the account",
    ...{ account: "1111111111/0100", amountMinor: 700, rules: { known_account: "book" } },
    ...{ pays: "vesela", reason: "known_account" },
  },
  {
    note: "the rules book by the account, but never for two debtors",
    ...{ account: "2222222222/0300", amountMinor: 100, rules: { known_account: "book" } },
    waits: "known_account",
  },
  {
    note: "the rules book by the account, but not more than is owed",
    ...{ account: "1111111111/0100", amountMinor: 99_999_99, rules: { known_account: "book" } },
    ...{ waits: "known_account", first: "vesela" },
  },
  {
    note: "an account whose debtor owes nothing any more",
    ...{ account: "5555555555/0800", amountMinor: 50, waits: "no_symbol", first: null },
  },
  {
    note: "an account that was remembered, but the payer was refused",
    ...{ account: "1111111111/0100", amountMinor: 700, refused: ["vesela"], waits: "refused" },
    first: null,
  },
  // Names.
  {
    note: "name and amount, in any order of words and without accents",
    ...{ name: "VESELA MARIE", amountMinor: 98_765, waits: "name_amount", first: "vesela" },
    why: "name_same",
  },
  {
    note: "titles do not count",
    ...{ name: "Ing. Urban Ondřej Ph.D.", amountMinor: 81_000, waits: "name_amount" },
    first: "urban",
  },
  {
    note: "a couple pays from one account",
    ...{ name: "Novák Jan a Nováková Jana", amountMinor: 100_000, waits: "name_amount" },
    ...{ first: "novak", why: "name_similar" },
  },
  {
    note: "a company without its legal form",
    ...{ name: "STAVBY RICANY", amountMinor: 1_500_000, waits: "name_amount", first: "ricany" },
  },
  {
    note: "a company with it",
    ...{ name: "Stavby Říčany, spol. s r. o.", amountMinor: 1_500_000, waits: "name_amount" },
    first: "ricany",
  },
  {
    note: "a claim without VS is found by name and amount",
    ...{ name: "Tichá Ludmila", amountMinor: 13_579, waits: "name_amount", first: "silent" },
  },
  {
    note: "the right name, another amount: nobody is offered",
    ...{ name: "Marie Veselá", amountMinor: 98_764, waits: "no_symbol", first: null },
  },
  {
    note: "the right amount, another name",
    ...{ name: "Jan Veselý", amountMinor: 98_765, waits: "no_symbol", first: null },
  },
  {
    note: "looks like wages: name and amount fit, it is still only offered",
    ...{ name: "Novotný Pavel", message: "mzda 11/2026", amountMinor: 2_500_000 },
    ...{ waits: "name_amount", first: "novotny" },
  },
  {
    note: "wages from an employer whose name shares nothing",
    ...{ name: "Alfa a.s.", message: "mzda", amountMinor: 2_500_000, waits: "no_symbol" },
    first: null,
  },
  // A slip of the hand.
  {
    note: "two digits swapped, the amount fits",
    ...{ vs: "4100000101", amountMinor: 100_000, waits: "near_symbol", first: "novak" },
    why: "symbol_swapped",
  },
  {
    note: "two digits that are no neighbours swapped: more than one slip",
    ...{ vs: "1000000411", amountMinor: 100_000, waits: "no_claim", first: null },
  },
  {
    note: "two neighbours swapped, the amount fits",
    ...{ vs: "1400000011", amountMinor: 100_000, waits: "near_symbol", first: "novak" },
    why: "symbol_swapped",
  },
  {
    note: "one digit wrong, the amount fits",
    ...{ vs: "4100000071", amountMinor: 100_000, waits: "near_symbol", first: "novak" },
    why: "symbol_digit_wrong",
  },
  {
    note: "one digit missing",
    ...{ vs: "410000011", amountMinor: 100_000, waits: "near_symbol", first: "novak" },
    why: "symbol_digit_missing",
  },
  {
    note: "one digit too many",
    ...{ vs: "441000012", amountMinor: 250_000, waits: "near_symbol", first: "svoboda" },
    why: "symbol_digit_extra",
  },
  {
    note: "one digit wrong, another amount: it may be anybody's",
    ...{ vs: "4100000071", amountMinor: 99_000, waits: "no_claim", first: null },
  },
  {
    note: "one digit wrong, and the name says who",
    ...{ vs: "4100000088", amountMinor: 500_000, name: "Procházka Jiří", waits: "name_amount" },
    ...{ first: "prochazka", why: "symbol_digit_wrong" },
  },
  // What a person said.
  {
    note: "a refused case is not offered again",
    ...{ vs: "4100000071", amountMinor: 100_000, refused: ["novak"], waits: "refused" },
    first: null,
  },
  {
    note: "the VS leads to whom a person refused: nobody",
    ...{ ...NOVAK, refused: ["novak"], waits: "refused", first: null },
  },
  {
    note: "after a refusal the text is only offered",
    ...{ message: "4100000011", amountMinor: 10, refused: ["vesela"], waits: "symbol_in_text" },
    first: "novak",
  },
  {
    note: "a corrected VS is judged as if it had come so",
    ...{ vs: "1234567890", corrected: "4100000011", amountMinor: 100_000, pays: "novak" },
  },
  // Time.
  {
    note: "a payment before its claim waits, and is matched the moment it arrives",
    ...{ vs: "4900000070", amountMinor: 10_000, pays: "novak", reason: "exact_symbol" },
    claimAfter: { of: "novak", vs: "4900000070", owedMinor: 10_000 },
  },
  {
    note: "a payment before its claim, the symbol in the message",
    ...{ message: "VS 4900000070", amountMinor: 10_000, pays: "novak" },
    claimAfter: { of: "novak", vs: "4900000070", owedMinor: 10_000 },
  },
  {
    note: "the claim that arrives shares the VS with another case: nobody is certain",
    ...{ vs: "4100000014", amountMinor: 300, waits: "several_cases" },
    claimAfter: { of: "novak", vs: "5500000001", owedMinor: 10_000 },
    ...{ vs: "5500000001" },
  },
  {
    note: "a claim that arrives with the name and the amount is offered",
    ...{ name: "Novák Jan", amountMinor: 4_321, waits: "name_amount", first: "novak" },
    claimAfter: { of: "novak", vs: "4900000099", owedMinor: 4_321 },
  },
  // Not money in.
  { note: "money out", ...NOVAK, amountMinor: -100_000, waits: "outgoing" },
  { note: "nothing at all", ...NOVAK, amountMinor: 0, waits: "outgoing" },
  {
    note: "a payment that bounced: whose it was is offered",
    ...{ account: "1111111111/0100", amountMinor: -100, isReversal: true, waits: "reversal" },
    ...{ first: "vesela", why: "original_payment" },
  },
  {
    note: "a reversal of an outgoing payment brings money, but pays nobody",
    ...{ ...NOVAK, isReversal: true, waits: "reversal" },
  },
];
