import { isDomainError } from "@/server/kernel/errors";
import type { Asked, RegisterTrouble } from "@/server/kernel/register-answer";
import { atInstant, type Context, clockFrom, inTransaction } from "../context";
import { freshAnswer, keepLookup, type LoggedAnswer, type LookupQuestion } from "./company-log";
import { type RegisterService, readService } from "./services";
import { noteHealth, settleTurns, type Turn, takeTurn } from "./take-turn";

type Said<Kept> =
  | (LoggedAnswer<Kept> & { isFromLog: boolean })
  | { outcome: "unavailable"; reason: RegisterTrouble };

type Asking = LookupQuestion & {
  isForced: boolean;
  /** How many questions it may become; left out: one. */
  questionMax?: number;
};

/** The log while it holds; else the register, with its turn taken and its answer written down. */
export async function sayOrAsk<Kept>(
  ctx: Context,
  asked: Asking,
  ask: (service: RegisterService) => Promise<Asked<Kept> & { questionCount?: number }>,
): Promise<Said<Kept>> {
  const { register } = asked;
  const turn = await turnOf<Kept>(ctx, asked);
  if ("said" in turn) return turn.said;
  const clock = clockFrom(ctx.now);
  const answered = await ask(turn.service);
  const { answer } = answered;
  const trouble = answer.outcome === "unavailable" ? answer.reason : null;
  await inTransaction(atInstant(ctx, clock()), async (inner, tx) => {
    await settleTurns(tx, [{ ...turn.turn, usedCount: answered.questionCount ?? 1 }]);
    await keepLookup(inner, tx, { ...asked, service: turn.service, asked: answered });
    await noteHealth(inner, tx, { register, trouble });
  });
  if (answer.outcome === "unavailable") return { outcome: "unavailable", reason: answer.reason };
  const records = answer.outcome === "found" ? [...answer.records] : [];
  const isCut = answer.outcome === "found" && answer.isCut;
  return { outcome: answer.outcome, records, isCut, askedAt: ctx.now, isFromLog: false };
}

/** Refusals that say "not now" of a register; a form shows them where the answer would stand. */
const REFUSALS: Readonly<Record<string, RegisterTrouble>> = {
  "registers.unconfigured": "unconfigured",
  "registers.resting": "resting",
  "registers.busy": "busy",
  "registers.budget": "budget",
};

async function turnOf<Kept>(
  ctx: Context,
  asked: Asking,
): Promise<{ said: Said<Kept> } | { service: RegisterService; turn: Turn }> {
  try {
    return await inTransaction(ctx, async (inner, tx) => {
      const service = await readService(inner, tx, asked.register);
      const { validity } = service;
      const fresh = asked.isForced
        ? null
        : await freshAnswer<Kept>(inner, tx, { ...asked, validity });
      if (fresh) return { said: { ...fresh, isFromLog: true } };
      return {
        service,
        turn: await takeTurn(inner, tx, { service, questionMax: asked.questionMax ?? 1 }),
      };
    });
  } catch (error) {
    const reason = isDomainError(error) ? REFUSALS[error.code] : undefined;
    if (reason === undefined) throw error;
    return { said: { outcome: "unavailable", reason } };
  }
}
