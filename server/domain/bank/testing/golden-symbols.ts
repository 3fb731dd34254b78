import type { Golden } from "./golden";

const NOVAK = { vs: "4100000011", amountMinor: 100_000 };

/** What the symbols of a movement say. */
export const BY_SYMBOL: readonly Golden[] = [
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
    note: "the number of another's case is no symbol",
    ...{ message: "pripad 123456/2026", amountMinor: 44_400, waits: "no_symbol", first: null },
  },
  {
    note: "a number like that of no case may be one",
    ...{ message: "faktura 123456/2025", amountMinor: 44_400, pays: "benesova" },
    reason: "symbol_in_text",
  },
  {
    note: "a symbol beside the number of its own case",
    ...{ message: "4200000031, pripad 123456/2026", amountMinor: 30_000, pays: "horak" },
    reason: "symbol_in_text",
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
];
