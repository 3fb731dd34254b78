import { pieceOf } from "../package/deflate-sink";
import type { Step } from "../structure/program";

/**
 * Packs the constant text of a part once for all letters. What repeats stays as it is: many small
 * pieces packed alone would take more room than all together.
 */
export function packSteps(steps: readonly Step[]): void {
  for (const step of steps) {
    if (step.kind === "constant") step.piece = pieceOf(step.text);
    else if (step.kind === "choice") for (const { steps: inner } of step.branches) packSteps(inner);
    else if (step.kind === "kept") {
      for (const inner of [step.before, step.steps, step.after, step.otherwise]) packSteps(inner);
    }
  }
}
