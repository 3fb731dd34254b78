import { z } from "zod";
import { isDay } from "@/server/kernel/days";

const day = z.string().refine(isDay, "kernel.day_not_a_day");

/** Cases created between two days, both included; left out: all of them. */
export const pipelineInput = z.object({
  category: z.string().min(1).max(60).default("deal"),
  from: day.optional(),
  to: day.optional(),
  ownerId: z.number().int().positive().optional(),
});
export type PipelineInput = z.input<typeof pipelineInput>;
