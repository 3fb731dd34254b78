import { moveCases, writeSystemEvents } from "../cases";
import type { Context } from "../context";
import type { DueLetter } from "./letters-due";

/**
 * Moves the cases of notices to the state that their step names. What the process refuses stays where
 * it is and says why on its timeline: a notice was sent all the same.
 */
export async function moveSent(ctx: Context, letters: readonly DueLetter[]): Promise<void> {
  const targets = new Map<string, number[]>();
  for (const { step, caseIds } of letters) {
    if (step.moveTo) targets.set(step.moveTo, [...(targets.get(step.moveTo) ?? []), ...caseIds]);
  }
  for (const [to, caseIds] of targets) {
    const outcomes = await moveCases(ctx, { caseIds, to });
    await writeSystemEvents(
      ctx,
      outcomes.flatMap((outcome) =>
        outcome.ok
          ? []
          : [
              {
                ...{ caseId: outcome.caseId, code: "dunning.move_refused" },
                params: { to, reasons: outcome.reasons.map(({ code }) => code).join(",") },
              },
            ],
      ),
    );
  }
}
