import { moveCases, writeSystemEvents } from "../cases";
import type { Context } from "../context";
import type { DueLetter } from "./letters-due";

/**
 * Moves the cases of notices to the state that their step names. What the process refuses stays where
 * it is and says why on its timeline: a notice was sent all the same.
 */
export async function moveSent(ctx: Context, letters: readonly DueLetter[]): Promise<void> {
  const targets = new Map<string, number[]>();
  // By each claim's own step: a case that merely stands in the same letter is not so far yet.
  for (const { step, caseId } of letters.flatMap(({ claims }) => claims)) {
    if (step.moveTo) targets.set(step.moveTo, [...(targets.get(step.moveTo) ?? []), caseId]);
  }
  for (const [to, cases] of targets) {
    const caseIds = [...new Set(cases)];
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
