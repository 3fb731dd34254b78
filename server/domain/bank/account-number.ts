import { accountOf, isNationalAccount } from "@/server/connectors/bank";
import { DomainError } from "@/server/kernel/errors";

const FORM = /^(?:(?:\d{1,6}-)?\d{2,10}\/\d{4}|[A-Z]{2}\d{2}[A-Z0-9]{10,30})$/;

/** The key of an account in any spelling. Throws invalid `bank.account_number`. */
export function readAccountNumber(text: string): string {
  const number = accountOf(text);
  const isNational = number?.includes("/") ?? false;
  // A slip in one digit would refuse every statement of the real account.
  if (number === null || !FORM.test(number) || (isNational && !isNationalAccount(number))) {
    throw new DomainError("invalid", "bank.account_number", { account: text });
  }
  return number;
}
