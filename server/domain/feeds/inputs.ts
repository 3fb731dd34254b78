import { z } from "zod";
import { CURRENCIES } from "@/db/values/claims";
import { isKnownDay } from "@/server/kernel/days";

const id = z.number().int().positive();

export const connectAccountInput = z.object({
  accountId: id,
  /** As the bank gave it: letters and digits, 64 of them. */
  token: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9]{20,128}$/, "feeds.token_form"),
});
export type ConnectAccountInput = z.input<typeof connectAccountInput>;

export const connectionIdInput = z.object({ connectionId: id });
export type ConnectionIdInput = z.input<typeof connectionIdInput>;

const short = (length: number) => z.string().trim().max(length).optional();

export const enterPaymentInput = z
  .object({
    bookedOn: z.string().refine(isKnownDay, "kernel.day_not_a_day"),
    amountMinor: z
      .number()
      .int()
      .positive()
      .max(10 ** 12),
    currency: z.enum(CURRENCIES),
    variableSymbol: short(20),
    documentNumber: short(100),
    message: short(500),
    /** Number of a case. */
    caseRef: short(30),
    registrationNo: short(20),
    birthNumber: short(20),
    counterpartyName: short(300),
    /** One form, one payment, however often it is sent. */
    idempotencyKey: z.uuid(),
  })
  .refine(
    (input) =>
      Boolean(
        input.variableSymbol ||
          input.caseRef ||
          input.registrationNo ||
          input.birthNumber ||
          input.counterpartyName,
      ),
    { path: ["counterpartyName"], message: "feeds.payer_missing" },
  );
export type EnterPaymentInput = z.input<typeof enterPaymentInput>;

export const saveSourceInput = z.object({
  name: z.string().trim().min(1).max(60),
  baseUrl: z.url().max(500),
  token: short(500),
});
export type SaveSourceInput = z.input<typeof saveSourceInput>;

export const sourceIdInput = z.object({ sourceId: id });
export type SourceIdInput = z.input<typeof sourceIdInput>;
