import { moveCase } from "../cases";
import { authorize, type Context } from "../context";
import { type MoveCardInput, moveCardInput } from "./inputs";

/**
 * Moves a card from where the person saw it. Moved by somebody else meanwhile, it is refused with
 * `cases.moved_meanwhile`; every other refusal is the engine's.
 */
export async function moveCard(ctx: Context, raw: MoveCardInput): Promise<{ state: string }> {
  authorize(ctx, "cases:move");
  return moveCase(ctx, moveCardInput.parse(raw));
}
