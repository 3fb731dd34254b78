import { z } from "zod";
import { MOVEMENT_STATES } from "@/db/values/bank";
import { CURRENCIES } from "@/db/values/claims";
import { isKnownDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isKnownDay, "kernel.day_not_a_day");

export const saveAccountInput = z.object({
  accountId: id.optional(),
  /** "19-2000145399/0800" or an IBAN. */
  number: z.string().trim().min(1).max(60),
  currency: z.enum(CURRENCIES),
  name: z.string().trim().max(120).default(""),
});
export type SaveAccountInput = z.input<typeof saveAccountInput>;

export const accountIdInput = z.object({ accountId: id });
export type AccountIdInput = z.input<typeof accountIdInput>;

export const uploadStatementInput = z.object({ name: z.string().trim().min(1).max(300) });

export const movementFilter = z.object({
  state: z.enum(MOVEMENT_STATES).optional(),
  accountId: id.optional(),
  /** Symbol, account or name of the other side, message. */
  text: z.string().max(200).optional(),
  bookedFrom: day.optional(),
  bookedTo: day.optional(),
});
export type MovementFilter = z.infer<typeof movementFilter>;

export const listMovementsInput = z.object({
  filter: movementFilter.prefault({}),
  cursor: z.string().max(8_192).nullish(),
  // Not "direction": tRPC's infinite queries put a field of that name into every input.
  order: z.enum(["asc", "desc"]).default("desc"),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
export type ListMovementsInput = z.input<typeof listMovementsInput>;
export const countMovementsInput = z.object({ filter: movementFilter.prefault({}) });

export const assignMovementInput = z.object({
  movementId: id,
  caseId: id,
  /** The claim that is paid first. */
  claimId: id.nullish(),
});
export type AssignMovementInput = z.input<typeof assignMovementInput>;
export const ignoreMovementInput = z.object({
  movementId: id,
  note: z.string().trim().min(1, "bank.reason_missing").max(500),
});
export type IgnoreMovementInput = z.input<typeof ignoreMovementInput>;
export const releaseMovementInput = ignoreMovementInput;
export type ReleaseMovementInput = z.input<typeof releaseMovementInput>;
export const listStatementsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
