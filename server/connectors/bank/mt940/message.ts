import type { Day } from "@/server/kernel/days";
import type { AccountNumber } from "../account";
import type { Stated, Totals } from "../totals";
import type { Balance } from "./fields";
import { isDigit } from "./subfield";

/** What the message that is open has said so far. */
export type Message = {
  line: number;
  account: AccountNumber | null;
  number: string | null;
  currency: string | null;
  adviceOn: Day | null;
  hasBegun: boolean;
};

export type Opening = Balance & { isFirst: boolean };

/** The statement that is open: one message, or several that are its pages. */
export type Open = {
  account: AccountNumber;
  currency: string;
  number: string | null;
  totals: Totals;
  stated: Stated;
  closing: (Balance & { isLast: boolean }) | null;
  isAdvice: boolean;
  pending: number;
};

/** A page goes on where the last one stopped, under the same number. */
export function isNextPage(
  { account, number, closing }: Open,
  message: Message,
  { isFirst, minor, currency }: Opening,
): boolean {
  if (closing === null || closing.isLast || isFirst) return false;
  const isSame = account === message.account && number === message.number;
  return isSame && closing.minor === minor && closing.currency === currency;
}

const [DASH, COLON, BRACE] = [45, 58, 123];

/** Where the colon stands that closes a tag, ":61:" or ":60F:"; 0 where a line has none. */
export function tagEndIn(text: string): number {
  if (text.charCodeAt(0) !== COLON || !isDigit(text, 1) || !isDigit(text, 2)) return 0;
  const code = text.charCodeAt(3);
  if (code === COLON) return 3;
  return code >= 65 && code <= 90 && text.charCodeAt(4) === COLON ? 4 : 0;
}

/** The end of a message, or the envelope of the next. */
export function isBoundary(text: string): boolean {
  const code = text.charCodeAt(0);
  if (code === DASH) return text.length === 1 || text.startsWith("-}");
  return code === BRACE && text.startsWith("{1:");
}
