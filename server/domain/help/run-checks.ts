import type { CheckRun, CheckRunner } from "@/server/kernel/check-runner";
import { DomainError } from "@/server/kernel/errors";
import { writeAudit } from "../audit";
import { authorize, inTransaction, type OperatorContext } from "../context";

export interface ChecksShown {
  /** Whether they can be run by a button: in a demo and where the program is developed only. */
  isOffered: boolean;
  run: CheckRun | null;
}

/** Only where nobody's real data are: the install says so, not the caller. */
function runnerOf(ctx: OperatorContext): CheckRunner | null {
  return ctx.outside?.isCatching ? (ctx.outside.checks ?? null) : null;
}

function requireRunner(ctx: OperatorContext): CheckRunner {
  const runner = runnerOf(ctx);
  if (!runner) throw new DomainError("precondition", "help.checks_not_here");
  return runner;
}

export async function checksState(ctx: OperatorContext): Promise<ChecksShown> {
  authorize(ctx, "checks:run");
  const runner = runnerOf(ctx);
  return { isOffered: runner !== null, run: runner?.state() ?? null };
}

const row = (ctx: OperatorContext) => ({ entity: "tenant", entityId: ctx.actor.tenantId });

/** Throws precondition `help.checks_not_here`, conflict `help.checks_running`. */
export async function startChecks(ctx: OperatorContext): Promise<void> {
  authorize(ctx, "checks:run");
  if (!requireRunner(ctx).start()) throw new DomainError("conflict", "help.checks_running");
  await inTransaction(ctx, (inner) =>
    writeAudit(inner, { ...row(ctx), action: "help.start-checks" }),
  );
}

/** Throws precondition `help.checks_not_here`. */
export async function stopChecks(ctx: OperatorContext): Promise<void> {
  authorize(ctx, "checks:run");
  requireRunner(ctx).stop();
  await inTransaction(ctx, (inner) =>
    writeAudit(inner, { ...row(ctx), action: "help.stop-checks" }),
  );
}
