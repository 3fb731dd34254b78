import { z } from "zod";

export const sweepInput = z.object({ job: z.string().min(1).max(80) });
export type SweepInput = z.input<typeof sweepInput>;
