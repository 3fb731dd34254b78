import {
  addMonths,
  aprOf,
  crowns,
  czechDay,
  feeOf,
  type Instalment,
  percent,
  planOf,
  scoreOf,
  todayOf,
} from "./figures";
import { type Case, Refused, type Saldo, told } from "./saldo";

// Between a case of Saldo, whose fields are whatever the process names, and the figures.

function amountIn({ fields }: Case, name: string): number {
  const value = fields[name];
  return typeof value === "number" ? value : 0;
}

function needed(file: Case, name: string, label: string): number {
  const value = amountIn(file, name);
  if (value <= 0) throw new Refused(`Případ ${file.refNo}: chybí ${label}.`, "loan.refused");
  return value;
}

/** Of an application by what it asks for, of anything else by what is owed and for how long. */
export function scoreOfCase(file: Case, now: Date): number {
  const days = file.overdueSince
    ? Math.round((Date.parse(todayOf(now)) - Date.parse(file.overdueSince)) / 86_400_000)
    : 0;
  const months = amountIn(file, "termMonths") || 12;
  const amountMinor = amountIn(file, "approvedMinor") || amountIn(file, "requestedMinor");
  return scoreOf({
    incomeMinor: amountIn(file, "verifiedIncomeMinor") || amountIn(file, "incomeMinor"),
    expensesMinor: amountIn(file, "expensesMinor"),
    instalmentMinor: Math.round(amountMinor / months),
    owedElsewhereMinor: Math.max(0, file.balanceCzkMinor),
    daysPastDue: Math.max(0, days),
  });
}

/** The plan of a loan whose contract is signed: always the same, however often it is asked for. */
export function planOfCase(file: Case): Instalment[] {
  const paidOutOn = String(file.fields.signedOn ?? "");
  if (!paidOutOn) throw new Refused(`Úvěr ${file.refNo} nemá den podpisu.`, "loan.refused");
  return planOf({
    amountMinor: needed(file, "approvedMinor", "schválená částka"),
    months: needed(file, "termMonths", "doba splácení"),
    feeHundredths: feeOf(amountIn(file, "score")),
    paidOutOn,
  });
}

/** What an approval writes on the application. */
export function approvalOf(
  file: Case,
  given: { amountMinor: number | null; incomeMinor: number | null },
  now: Date,
) {
  const requestedMinor = needed(file, "requestedMinor", "požadovaná částka");
  const months = needed(file, "termMonths", "doba splácení");
  const amountMinor = given.amountMinor ?? requestedMinor;
  if (amountMinor <= 0 || amountMinor > requestedMinor) {
    const words = `Schválit jde nejvýš požadovaných ${crowns(requestedMinor)}.`;
    throw new Refused(words, "loan.refused");
  }
  const verifiedIncomeMinor = given.incomeMinor ?? needed(file, "incomeMinor", "příjem");
  const asked = { ...file.fields, approvedMinor: amountMinor, verifiedIncomeMinor };
  const score = scoreOfCase({ ...file, fields: asked }, now);
  const feeHundredths = feeOf(score);
  const plan = planOf({ amountMinor, months, feeHundredths, paidOutOn: todayOf(now) });
  const aprPercent = aprOf(amountMinor, plan);
  const fields = {
    ...{ approvedMinor: amountMinor, verifiedIncomeMinor, score, aprPercent },
    // The price of the loan is the fee.
    interestPercentYear: 0,
  };
  return { score, amountMinor, aprPercent, fields };
}

/** The contract in plain words, and what signing it writes on the case. */
export function contractOf(file: Case, signedOn: string) {
  const contractNo = `U-${file.refNo.replace("/", "-")}`;
  const fields = { ...file.fields, signedOn };
  const plan = planOfCase({ ...file, fields });
  const { firstDueOn, maturityOn } = {
    firstDueOn: plan[0]?.dueOn ?? addMonths(signedOn, 1),
    maturityOn: plan.at(-1)?.dueOn ?? addMonths(signedOn, 1),
  };
  const applicant = file.parties.find(({ role }) => role === "applicant")?.fullName ?? "";
  const lines = plan.map(({ no, dueOn, principalMinor, feeMinor }) =>
    [
      ...[`${no}.`.padStart(4), czechDay(dueOn).padEnd(14), crowns(principalMinor).padStart(14)],
      crowns(feeMinor).padStart(12),
    ].join(" "),
  );
  const text = [
    ...[`Smlouva o úvěru č. ${contractNo}`, "", `Klient: ${applicant}`],
    ...[`Částka: ${crowns(amountIn(file, "approvedMinor"))}`],
    ...[`Vyplatí se na účet: ${file.fields.payoutAccount}`],
    ...[`RPSN: ${percent(amountIn(file, "aprPercent"))}`, `Podepsáno: ${czechDay(signedOn)}`, ""],
    ...["Splátka, splatnost, jistina, poplatek:", ...lines, ""],
  ].join("\n");
  const account = String(file.fields.payoutAccount ?? "");
  const set = { contractNo, signedOn, firstDueOn, maturityOn, payoutAccount: account };
  return { contractNo, text, fields: set };
}

export interface Repayment {
  remaining: number;
  nextDueOn: string | null;
  nextMinor: number | null;
  owedMinor: number;
  currency: string;
}

/** How a debt is being repaid, counted from its claims: what is left, and what comes next. */
export async function repaymentOf(saldo: Saldo, key: { caseId: number }): Promise<Repayment> {
  const { claims, onDay } = await told(saldo.GET("/claims", { params: { query: key } }));
  const currency = claims[0]?.currency ?? "CZK";
  const open = claims
    .filter((claim) => claim.currency === currency && claim.balanceMinor > 0)
    .toSorted((a, b) => a.dueOn.localeCompare(b.dueOn));
  const next = open.find(({ dueOn }) => dueOn >= onDay) ?? open[0];
  return {
    remaining: open.length,
    nextDueOn: next?.dueOn ?? null,
    nextMinor: next?.balanceMinor ?? null,
    owedMinor: open.reduce((sum, { balanceMinor }) => sum + balanceMinor, 0),
    currency,
  };
}
