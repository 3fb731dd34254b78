import { ibanOf } from "@/server/connectors/bank";
import type { Currency } from "@/server/kernel/money";
import { type PaymentOrder, payBySquareText, qrPng, spaydText } from "../../payment-codes";
import { EMPTY, type Group, moneyInWords, type Value } from "../language";
import { bankNameOf } from "./bank-names";
import { addressLine } from "./person-group";
import type { AccountRow, PersonRow, SenderRow } from "./rows";
import { group, money, text } from "./values";

const QR_MM = 34;

export interface PaymentFacts {
  account: AccountRow | null;
  sender: SenderRow;
  payer: PersonRow | null;
  amountMinor: number | null;
  currency: Currency;
  variableSymbol: string | null;
  message: string;
  language: "cs" | "sk" | "en" | "ru";
}

export function accountGroup(account: AccountRow | null): Group {
  if (!account) return group({});
  const iban = ibanOf(account.number);
  return group({
    ...{ number: text(account.number), iban: text(iban), name: text(account.name) },
    bankName: text(bankNameOf(account.number)),
  });
}

/** What goes on a payment slip; the code itself only where a template draws it. */
export function paymentGroup(facts: PaymentFacts, { withCode }: { withCode: boolean }): Group {
  const { amountMinor, currency, sender, payer, language } = facts;
  const words = amountMinor === null ? null : moneyInWords(amountMinor, currency, language);
  return group({
    qr: withCode ? codeOf(facts) : EMPTY,
    amount: money(amountMinor, currency),
    amountWords: text(words),
    variableSymbol: text(facts.variableSymbol),
    message: text(facts.message),
    payeeName: text(sender.name),
    payeeAddress: text(senderAddress(sender)),
    payerName: text(payer?.fullName),
    payerAddress: text(payer ? addressLine(payer.postal) : ""),
  });
}

export function senderAddress({ details }: SenderRow): string {
  const { street = null, city = null, postalCode = null } = details;
  return addressLine({ street, city, postalCode, country: null });
}

/** No code where a bank would refuse it: nothing to pay, no account, a symbol with letters. */
function codeOf(facts: PaymentFacts): Value {
  const { account, amountMinor, currency, variableSymbol } = facts;
  const iban = account ? ibanOf(account.number) : null;
  if (!iban || amountMinor === null || amountMinor <= 0) return EMPTY;
  if (variableSymbol !== null && !/^\d{1,10}$/.test(variableSymbol)) return EMPTY;
  const order: PaymentOrder = {
    ...{ iban, payeeName: facts.sender.name, amountMinor, currency, variableSymbol },
    ...{ dueOn: null, message: facts.message },
  };
  const isSquare = iban.startsWith("SK") || currency === "EUR";
  const png = qrPng(isSquare ? payBySquareText(order) : spaydText(order));
  return { kind: "picture", png, widthMm: QR_MM, heightMm: QR_MM, alt: "QR" };
}
