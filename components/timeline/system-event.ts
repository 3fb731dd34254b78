import { z } from "zod";
import { PROCEEDING_KINDS } from "@/db/values/cases";

const schema = z.discriminatedUnion("code", [
  z.object({
    code: z.literal("case.moved"),
    params: z.object({ from: z.string(), to: z.string() }),
  }),
  z.object({
    code: z.literal("proceeding.added"),
    params: z.object({ kind: z.enum(PROCEEDING_KINDS), courtFileMark: z.string().nullish() }),
  }),
  z.object({
    code: z.literal("workflow.note"),
    params: z.object({ names: z.record(z.string(), z.string()) }),
  }),
]);

/** What the program writes on timelines: a code, and what its sentence needs. */
export type SystemEvent = z.infer<typeof schema>;

/** null: of a code that this interface does not know. */
export function systemEventOf(data: unknown): SystemEvent | null {
  const parsed = schema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
