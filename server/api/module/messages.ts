import type { ModuleContext } from "@/server/domain/context";
import { moduleMessageInput, sendForModule } from "@/server/domain/messages";
import { DomainError } from "@/server/kernel/errors";
import type { ModuleCall } from "./door";

/** A message to the applicant (zpráva žadateli): JSON of `refNo`, `channel`, `template` or `text`. */
export async function sendToApplicant(
  ctx: ModuleContext,
  { file, idempotencyKey }: ModuleCall,
): Promise<unknown> {
  const input = moduleMessageInput.safeParse(jsonOf(file.bytes));
  if (!input.success) throw new DomainError("invalid", "modules.body_json");
  const sent = await sendForModule(ctx, input.data, idempotencyKey);
  if (sent.outcome === "stopped") return { outcome: sent.outcome, reasons: sent.reasons };
  const { outcome, messageIds, notBefore } = sent;
  return { outcome, messageIds, notBefore: notBefore.toISOString() };
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    return null;
  }
}
