import type { PaymentQrProps } from "./payment-qr-dialog";
import type { Claim, CurrencyTotal } from "./rows";

type OpenClaim = Pick<Claim, "currency" | "balanceMinor" | "variableSymbol" | "dueOn" | "title">;

/** What is left of a claim, under its own symbol. */
export function qrOfClaim(claim: OpenClaim): PaymentQrProps {
  const { currency, balanceMinor, variableSymbol, dueOn, title: message } = claim;
  const amountMinor = balanceMinor > 0 ? balanceMinor : null;
  return { currency, amountMinor, variableSymbol, dueOn, message };
}

/**
 * The balance of a case in one currency. It bears a symbol only where all open claims share it: under
 * one of several the bank's machine would give the money to the wrong claim first.
 */
export function qrOfTotal(
  { currency, balanceMinor: amountMinor }: Pick<CurrencyTotal, "currency" | "balanceMinor">,
  claims: readonly OpenClaim[],
): PaymentQrProps {
  const open = claims.filter((claim) => claim.currency === currency && claim.balanceMinor > 0);
  const symbols = new Set(open.map(({ variableSymbol }) => variableSymbol));
  const [symbol = null] = symbols;
  return { currency, amountMinor, variableSymbol: symbols.size === 1 ? symbol : null };
}
