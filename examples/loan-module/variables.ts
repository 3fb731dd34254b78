import type { Desk } from "./desk";
import { todayOf } from "./figures";
import { type Case, Refused, told } from "./saldo";
import { repaymentOf, scoreOfCase } from "./terms";

type Values = Record<string, string | number | boolean | null>;

/** Values of config.yaml, by the last part of their address; money is in haléře, `currency` beside it. */
export const VARIABLES: Readonly<Record<string, (desk: Desk, file: Case) => Promise<Values>>> = {
  scoring: async ({ now }, file) => {
    const score = scoreOfCase(file, now());
    const rating = score >= 700 ? "A" : score >= 600 ? "B" : score >= 500 ? "C" : "D";
    const income = file.fields.verifiedIncomeMinor ?? file.fields.incomeMinor;
    // Half of a year's income, in whole thousands; less for whoever pays late.
    const limit =
      typeof income === "number"
        ? Math.floor((income * 6 * score) / 850 / 100_000) * 100_000
        : null;
    return { score, rating, limit, currency: "CZK", reviewedOn: todayOf(now()) };
  },
  repayment: async ({ saldo }, { caseId, fields }) => {
    const { remaining, nextDueOn, nextMinor, owedMinor, currency } = await repaymentOf(saldo, {
      caseId,
    });
    const apr = typeof fields.aprPercent === "number" ? fields.aprPercent : null;
    return { remaining, nextDueOn, next: nextMinor, owed: owedMinor, currency, apr };
  },
};

/** The values of a case by its number; null where there is no such value or no such case. */
export async function valuesOf(desk: Desk, name: string, refNo: string): Promise<Values | null> {
  const work = Object.hasOwn(VARIABLES, name) ? VARIABLES[name] : undefined;
  if (!work) return null;
  try {
    const query = { refNo };
    return await work(desk, await told(desk.saldo.GET("/cases/by-ref-no", { params: { query } })));
  } catch (error) {
    if (error instanceof Refused && /not_found|bad_shape/.test(error.code)) return null;
    throw error;
  }
}
