import { z } from "zod";

export const sweepInput = z.object({ job: z.string().min(1).max(80) });
export type SweepInput = z.input<typeof sweepInput>;

const id = z.number().int().positive();

export const listRunsInput = z.object({ functionId: z.string().min(1).max(120).optional() });
export type ListRunsInput = z.input<typeof listRunsInput>;

export const failureInput = z.object({ failureId: id });
export type FailureInput = z.input<typeof failureInput>;

export const runInput = z.object({ runId: id });
export type RunInput = z.input<typeof runInput>;
