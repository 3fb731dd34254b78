import { z } from "zod";
import { PROCEEDING_KINDS, PROCEEDING_STATES } from "@/db/values/cases";
import { isDay } from "@/server/kernel/days";
import { PAGE_LIMIT_MAX } from "@/server/kernel/page";

const id = z.number().int().positive();
const day = z.string().refine(isDay, "kernel.day_not_a_day").nullish();

export const saveProceedingInput = z.object({
  proceedingId: id.optional(),
  version: z.number().int().positive().optional(),
  /** null: a proceeding of its own, not yet of any case. */
  caseId: id.nullable(),
  kind: z.enum(PROCEEDING_KINDS),
  courtFileMark: z.string().trim().max(60).nullish(),
  authorityPartyId: id.nullish(),
  state: z.enum(PROCEEDING_STATES).default("prepared"),
  openedOn: day,
  decidedOn: day,
  finalOn: day,
  closedOn: day,
  note: z.string().trim().max(2_000).nullish(),
});
export const proceedingIdInput = z.object({ proceedingId: id });
export const proceedingsOfCaseInput = z.object({ caseId: id });
export const listProceedingsInput = z.object({
  text: z.string().max(200).optional(),
  kind: z.enum(PROCEEDING_KINDS).optional(),
  state: z.enum(PROCEEDING_STATES).optional(),
  isOpen: z.boolean().optional(),
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(PAGE_LIMIT_MAX).default(50),
});
