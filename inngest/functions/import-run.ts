import { runImportStep } from "@/server/domain/imports";
import type { Subscriber } from "../subscribers";

/** An import's step that an operator ordered: check, publish or undo. */
export const importRun: Subscriber<"import.requested"> = (ctx, payload, { beat, attempt }) =>
  runImportStep(ctx, payload, { beat, attempt });
