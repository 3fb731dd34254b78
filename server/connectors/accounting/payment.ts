import { z } from "zod";
import { type Day, isKnownDay } from "@/server/kernel/days";
import { DomainError } from "@/server/kernel/errors";
import {
  parseBirthNumber,
  parseRegistrationNo,
  parseVariableSymbol,
} from "@/server/kernel/identifiers";
import { CURRENCIES, type Currency } from "@/server/kernel/money";
import type { Parsed } from "@/server/kernel/parsed";
import { parseRefNo } from "@/server/kernel/ref-no";

/** A payment as an accounting system puts it out; who paid as far as it knows. */
export interface AccountingPayment {
  externalId: string;
  bookedOn: Day;
  /** Positive: money in. */
  amountMinor: number;
  currency: Currency;
  variableSymbol: string | null;
  documentNumber: string | null;
  message: string | null;
  /** Number of our case. */
  caseRef: string | null;
  registrationNo: string | null;
  /** Ten digits or nine; never to be kept or logged. */
  birthNumber: string | null;
  counterpartyName: string | null;
  enteredAt: Date | null;
}

export interface AccountingPage {
  payments: AccountingPayment[];
  /** Where the next question goes on; the same or null: this was the end for now. */
  nextCursor: string | null;
}

const text = (length: number) => z.string().trim().max(length).nullish();

const wirePayment = z.object({
  id: z.string().trim().min(1).max(200),
  bookedOn: z.string().refine(isKnownDay),
  /** "1500.00": as text, because numbers of JSON lose haléře. */
  amount: z.string().regex(/^-?\d{1,12}(\.\d{1,2})?$/),
  currency: z.enum(CURRENCIES),
  variableSymbol: text(20),
  documentNumber: text(100),
  message: text(1_000),
  enteredAt: z.iso.datetime({ offset: true }).nullish(),
  counterparty: z
    .object({
      caseRef: text(30),
      registrationNo: text(30),
      birthNumber: text(20),
      name: text(300),
    })
    .nullish(),
});

const wirePage = z.object({
  items: z.array(z.unknown()).max(1_000),
  nextCursor: z.string().max(500).nullish(),
});

/** What cannot be read of an identifier is as good as none: the payment waits for a person then. */
const readOr = <T>(parsed: Parsed<T>): T | null => (parsed.ok ? parsed.value : null);

function minorOf(amount: string): number {
  const [whole = "0", rest = ""] = amount.replace("-", "").split(".");
  const minor = Number(whole) * 100 + Number(rest.padEnd(2, "0"));
  return amount.startsWith("-") ? -minor : minor;
}

const orNull = (value: string | null | undefined): string | null => value || null;

function paymentOf(item: unknown, at: number): AccountingPayment {
  const read = wirePayment.safeParse(item);
  if (!read.success) {
    const field = read.error.issues[0]?.path.join(".") || "item";
    throw new DomainError("invalid", "feeds.accounting_item", { item: at + 1, field });
  }
  const { id, amount, counterparty, enteredAt, ...plain } = read.data;
  const { caseRef, registrationNo, birthNumber, name } = counterparty ?? {};
  return {
    externalId: id,
    bookedOn: plain.bookedOn,
    amountMinor: minorOf(amount),
    currency: plain.currency,
    variableSymbol: readOr(parseVariableSymbol(plain.variableSymbol))?.key ?? null,
    documentNumber: orNull(plain.documentNumber),
    message: orNull(plain.message),
    caseRef: readOr(parseRefNo(caseRef)),
    registrationNo: readOr(parseRegistrationNo(registrationNo)),
    birthNumber: readOr(parseBirthNumber(birthNumber))?.value ?? null,
    counterpartyName: orNull(name),
    enteredAt: enteredAt ? new Date(enteredAt) : null,
  };
}

/**
 * Reads one page of a feed: `{ items: [{ id, bookedOn, amount, currency, … }], nextCursor }`. Throws
 * invalid `feeds.accounting_odd` for what is no page, `feeds.accounting_item` with item and field; a
 * page is taken whole or not at all, so that nothing is stepped over.
 */
export function readPage(body: string): AccountingPage {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new DomainError("invalid", "feeds.accounting_odd");
  }
  const page = wirePage.safeParse(value);
  if (!page.success) throw new DomainError("invalid", "feeds.accounting_odd");
  const { items, nextCursor } = page.data;
  return { payments: items.map(paymentOf), nextCursor: nextCursor || null };
}
