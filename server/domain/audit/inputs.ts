import { z } from "zod";
import { isDay } from "@/server/kernel/days";

const day = z.string().refine(isDay, { error: "kernel.bad_day" });

const id = z.number().int().positive();

export const listReadsInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
  /** The operator who looked. */
  operatorId: id.nullish(),
  /** Whom or what they saw: one of the two. */
  caseId: id.nullish(),
  partyId: id.nullish(),
  /** Days of Prague, both included. */
  fromOn: day.nullish(),
  toOn: day.nullish(),
});
export type ListReadsInput = z.input<typeof listReadsInput>;

export const readIdInput = z.object({ readId: id });

export const ListAuditInput = z.object({
  cursor: z.string().max(8_192).nullish(),
  limit: z.number().int().min(1).max(100).default(50),
  /** Operator who acted. */
  actorId: z.number().int().positive().nullish(),
  action: z.string().max(80).nullish(),
  entity: z.string().max(80).nullish(),
  entityId: z.number().int().positive().nullish(),
  caseId: z.number().int().positive().nullish(),
  /** Days of Prague, both included. */
  fromOn: day.nullish(),
  toOn: day.nullish(),
});
export type ListAuditInput = z.input<typeof ListAuditInput>;
