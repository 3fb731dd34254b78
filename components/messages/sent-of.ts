import { z } from "zod";
import { CHANNELS } from "@/db/values/messages";

const schema = z.object({
  messageId: z.number(),
  channel: z.enum(CHANNELS),
  toName: z.string().default(""),
  toAddress: z.string().default(""),
  fromName: z.string().default(""),
  fromAddress: z.string().default(""),
});

/** What the timeline keeps of a message beside its first words; null: of none that is kept whole. */
export function sentOf(data: unknown): z.output<typeof schema> | null {
  const parsed = schema.safeParse(data);
  return parsed.success ? parsed.data : null;
}
