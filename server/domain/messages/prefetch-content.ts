import type { Context } from "../context";
import { prefetchCustom } from "../templates";

interface Written {
  templateId?: number | null | undefined;
  subject?: string | null | undefined;
  text?: string | null | undefined;
  ourRef?: string | null | undefined;
  yourRef?: string | null | undefined;
}

/** Asks the customer's program for what a message of these cases needs, before it is composed. */
export async function prefetchContent(
  ctx: Context,
  { templateId, subject, text, ourRef, yourRef }: Written,
  caseIds: readonly number[],
): Promise<void> {
  const templates = templateId ? [{ templateId }] : [];
  const texts = [subject, text, ourRef, yourRef].flatMap((each) => each ?? []);
  await prefetchCustom(ctx, { caseIds, templates, texts });
}
