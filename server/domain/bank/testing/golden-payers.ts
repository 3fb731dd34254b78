import type { Golden } from "./golden";

const NOVAK = { vs: "4100000011", amountMinor: 100_000 };

/** What payers, people and time say. */
export const BY_PAYER: readonly Golden[] = [
  // Accounts.
  {
    note: "an account that has paid for one debtor before",
    ...{ account: "1111111111/0100", amountMinor: 700, waits: "known_account", first: "vesela" },
    why: "account_known",
  },
  {
    note: "an instalment to the haléř from an account that has paid before is certain",
    ...{ account: "1111111111/0100", amountMinor: 700, pays: "vesela" },
    ...{ schedule: { of: "vesela", nextMinor: 700 }, reason: "instalment_amount" },
  },
  {
    note: "another amount than the instalment's is only offered",
    ...{ account: "1111111111/0100", amountMinor: 701, waits: "known_account", first: "vesela" },
    schedule: { of: "vesela", nextMinor: 700 },
  },
  {
    note: "an instalment's amount from an account that nobody knows is nobody's",
    ...{ account: "9999999999/0100", amountMinor: 700, waits: "no_symbol", first: null },
    schedule: { of: "vesela", nextMinor: 700 },
  },
  {
    note: "the symbol of a schedule pays its case",
    ...{ vs: "7700000001", amountMinor: 700, pays: "vesela", reason: "exact_symbol" },
    schedule: { of: "vesela", vs: "7700000001", nextMinor: 700 },
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
