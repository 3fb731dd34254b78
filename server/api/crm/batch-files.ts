import type { OperatorContext } from "@/server/domain/context";
import { prepareBatch } from "@/server/domain/messages";
import { sendWritten } from "./list-files";

/** A batch of letters as a ZIP, written while it is read. */
export function sendPostBatch(ctx: OperatorContext, batchId: number): Promise<Response> {
  const prepare = async () => {
    const { name, write } = await prepareBatch(ctx, { batchId });
    return { name, format: "zip" as const, write };
  };
  return sendWritten(ctx, prepare, {});
}
