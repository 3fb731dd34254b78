import { CurrencyCode, encode, PaymentOptions } from "bysquare/pay";
import { assertSymbol, compactDay, type PaymentOrder, plainLatin } from "./payment-order";

const NOTE_MAX = 140;
const NAME_MAX = 70;

/**
 * The text of a Slovak payment code (PAY by square 1.2.0 of the Slovak banking association).
 * Throws invalid `claims.variable_symbol`.
 */
export function payBySquareText(order: PaymentOrder): string {
  const { iban, payeeName, amountMinor, currency, variableSymbol, dueOn, message } = order;
  assertSymbol(variableSymbol);
  const note = plainValue(message, NOTE_MAX);
  return encode({
    payments: [
      {
        type: PaymentOptions.PaymentOrder,
        // Ten thousand million at most: far within what a float tells apart to the cent.
        amount: amountMinor / 100,
        currencyCode: CurrencyCode[currency],
        ...(variableSymbol === null ? {} : { variableSymbol }),
        ...(dueOn === null ? {} : { paymentDueDate: compactDay(dueOn) }),
        ...(note === "" ? {} : { paymentNote: note }),
        bankAccounts: [{ iban }],
        beneficiary: { name: plainValue(payeeName, NAME_MAX) },
      },
    ],
  });
}

function plainValue(text: string, max: number): string {
  const plain = plainLatin(text).replaceAll(/[^\x20-\x7e]+/g, " ");
  return plain.replaceAll(/ +/g, " ").trim().slice(0, max).trimEnd();
}
