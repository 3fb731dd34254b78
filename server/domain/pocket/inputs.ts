import { z } from "zod";

export const openPocketInput = z.object({ caseId: z.number().int().positive() });
