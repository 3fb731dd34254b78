import { z } from "zod";
import {
  LIKENESS_STEPS,
  MATCH_MODES,
  MATCH_STEPS,
  type MatchStep,
  MOVEMENT_REASONS,
  MOVEMENT_STATES,
} from "@/db/values/bank";
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

export const uploadStatementInput = z.object({
  name: z.string().trim().min(1).max(300),
  /** good: where some statements of the file cannot be taken, the others are. */
  keep: z.enum(["all", "good"]).default("all"),
});

export const movementFilter = z.object({
  state: z.enum(MOVEMENT_STATES).optional(),
  /** Of these only. */
  reasons: z.array(z.enum(MOVEMENT_REASONS)).max(MOVEMENT_REASONS.length).optional(),
  statementId: id.optional(),
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
export const parkMovementInput = ignoreMovementInput;
export type ParkMovementInput = z.input<typeof parkMovementInput>;
export const movementIdInput = z.object({ movementId: id });
export type MovementIdInput = z.input<typeof movementIdInput>;
export const rematchMovementInput = movementIdInput;
export type RematchMovementInput = MovementIdInput;

const PARTS_MAX = 50;
export const splitMovementInput = z.object({
  movementId: id,
  /** Together what the movement brings, to the minor unit. */
  parts: z
    .array(
      z.object({
        caseId: id,
        /** The claim that is paid first. */
        claimId: id.nullish(),
        amountMinor: z.number().int().positive().max(1_000_000_000_000),
      }),
    )
    .min(2, "bank.split_parts")
    .max(PARTS_MAX),
});
export type SplitMovementInput = z.input<typeof splitMovementInput>;

export const refuseCandidateInput = z.object({ movementId: id, caseId: id });
export type RefuseCandidateInput = z.input<typeof refuseCandidateInput>;

export const correctSymbolInput = z.object({
  movementId: id,
  symbol: z
    .string()
    .trim()
    .transform((text) => text.replaceAll(/[ \-/.]/g, ""))
    .refine((text) => /^(?=.*[1-9])\d{1,10}$/.test(text), "bank.symbol_shape"),
});
export type CorrectSymbolInput = z.input<typeof correctSymbolInput>;

export const undoDecisionInput = z.object({
  decisionId: id,
  note: z.string().trim().min(1, "bank.reason_missing").max(500),
});
export type UndoDecisionInput = z.input<typeof undoDecisionInput>;

const mode = (step: MatchStep) =>
  z
    .enum(MATCH_MODES)
    .refine((value) => value !== "book" || !LIKENESS_STEPS.includes(step), "bank.rule_likeness");
const [exact, equal, text, instalment, account, name, near] = MATCH_STEPS;
export const saveRulesInput = z.object({
  rules: z.object({
    [exact]: mode(exact),
    [equal]: mode(equal),
    [text]: mode(text),
    [instalment]: mode(instalment),
    [account]: mode(account),
    [name]: mode(name),
    [near]: mode(near),
  }),
});
export type SaveRulesInput = z.input<typeof saveRulesInput>;

export const listStatementsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
