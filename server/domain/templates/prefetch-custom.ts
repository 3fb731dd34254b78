import { prefetchVariables, versionInForce } from "../configuration";
import { type Context, reading } from "../context";
import { loadTemplate } from "./load";
import { CUSTOM_PATH } from "./merge-data/custom-group";

/**
 * Asks for the customer's values that letters of these templates and texts need, before they are made:
 * nobody is called while a transaction is open. Inside of one it does nothing.
 */
export async function prefetchCustom(
  ctx: Context,
  given: {
    caseIds: readonly number[];
    templates?: readonly { templateId: number; versionId?: number | undefined }[];
    texts?: readonly string[];
  },
): Promise<void> {
  if (ctx.tx || given.caseIds.length === 0) return;
  const { templates = [], texts = [] } = given;
  const names = await reading(ctx, async (tx) => {
    const { config } = await versionInForce(tx);
    const all = Object.keys(config.templateCustomVariables);
    if (all.length === 0 || texts.some((each) => each.includes("{"))) return all;
    const loaded = await Promise.all(templates.map((each) => loadTemplate(tx, each)));
    const paths = loaded.flatMap((template) => template.paths);
    return all.filter((name) => paths.some((path) => path.startsWith(`${CUSTOM_PATH}.${name}`)));
  });
  if (names.length > 0) await prefetchVariables(ctx, { caseIds: given.caseIds, names });
}
