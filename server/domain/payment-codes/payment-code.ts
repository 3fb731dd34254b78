import type { Day } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import type { Currency } from "@/server/kernel/money";
import { listPayeeAccounts, type PayeeAccount } from "../bank";
import { authorize, type Context, reading } from "../context";
import { type PaymentCodeFormat, type PaymentCodeInput, paymentCodeInput } from "./inputs";
import { payBySquareText } from "./pay-by-square";
import type { PaymentOrder } from "./payment-order";
import { spaydText } from "./spayd";

export interface PaymentCode {
  format: PaymentCodeFormat;
  /** What the code says; drawn by whoever shows it. */
  text: string;
  account: PayeeAccount;
  payeeName: string;
  amountMinor: number;
  currency: Currency;
  variableSymbol: string | null;
  /** null: none was asked for, or it has passed. */
  dueOn: Day | null;
  message: string;
}

/**
 * The code by which a debtor pays an amount to an account of ours. A due day that has passed is left
 * out: banks refuse to pay yesterday. Throws not_found `paymentCodes.account_not_found`, precondition
 * `paymentCodes.no_account`, invalid `paymentCodes.amount_too_large`.
 */
export async function paymentCode(ctx: Context, raw: PaymentCodeInput): Promise<PaymentCode> {
  authorize(ctx, "claims:read");
  const input = paymentCodeInput.parse(raw);
  const { currency, amountMinor, variableSymbol = null, message } = input;
  const [accounts, payeeName] = await Promise.all([
    listPayeeAccounts(ctx, currency),
    payeeNameOf(ctx),
  ]);
  const account = chosen(accounts, input.accountId ?? null, currency);
  const dueOn = input.dueOn && input.dueOn >= ctx.today ? input.dueOn : null;
  const order: PaymentOrder = {
    ...{ iban: account.iban, payeeName, amountMinor, currency, variableSymbol, dueOn, message },
  };
  const format = input.format ?? usualFormat(account);
  const text = format === "spayd" ? spaydText(order) : payBySquareText(order);
  const { iban: _, ...told } = order;
  return { format, text, account, ...told };
}

function chosen(
  accounts: readonly PayeeAccount[],
  accountId: number | null,
  currency: Currency,
): PayeeAccount {
  if (accountId !== null) {
    const account = accounts.find(({ id }) => id === accountId);
    if (!account) throw new DomainError("not_found", "paymentCodes.account_not_found");
    return account;
  }
  const [first] = accounts;
  if (!first) throw new DomainError("precondition", "paymentCodes.no_account", { currency });
  return first;
}

/** Slovak banks read PAY by square, Czech ones SPAYD; euro is paid from Slovakia. */
const usualFormat = ({ iban, currency }: PayeeAccount): PaymentCodeFormat =>
  iban.startsWith("SK") || currency === "EUR" ? "payBySquare" : "spayd";

async function payeeNameOf(ctx: Context): Promise<string> {
  return reading(ctx, async ({ sql }) => {
    const [row] = await sql<{ name: string }[]>`
      select name from tenants where id = ${ctx.actor.tenantId}`;
    return row?.name ?? "";
  });
}
