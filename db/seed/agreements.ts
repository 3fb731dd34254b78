import { listCases } from "@/server/domain/cases";
import { recordPayment } from "@/server/domain/claims";
import { createSchedule, makePromise, planInstalments } from "@/server/domain/instalments";
import { addDays, addMonths } from "@/server/kernel/days";
import type { Agency } from "./agency";

const DEBT_MIN_MINOR = 200_000;

/** Schedules that go well, late and not at all, and promises for the days ahead. */
export async function agree({ supervisor }: Pick<Agency, "supervisor">): Promise<void> {
  const { items } = await listCases(supervisor, { limit: 100 });
  const owing = items.filter(({ balanceCzkMinor }) => balanceCzkMinor > DEBT_MIN_MINOR).slice(0, 8);
  for (const [i, { id: caseId, balanceCzkMinor: totalMinor }] of owing.entries()) {
    const firstOn = addMonths(addDays(supervisor.today, -i), -2);
    const plan = { totalMinor, firstOn, rhythm: "monthly", count: 6 + i, isWhole: true } as const;
    const rows = planInstalments(plan);
    const currency = "CZK" as const;
    await createSchedule(supervisor, {
      ...{ caseId, currency, totalMinor, rows, rhythm: plan.rhythm },
      idempotencyKey: `demo-schedule-${caseId}`,
    });
    // Of every four one pays nothing, one late, two in time.
    for (const { dueOn, amountMinor } of rows.slice(0, i % 4)) {
      if (dueOn > supervisor.today) break;
      const paid = { caseId, currency, amountMinor, valueOn: dueOn };
      await recordPayment(supervisor, { ...paid, idempotencyKey: `demo-paid-${caseId}-${dueOn}` });
    }
    if (i % 2 === 1) continue;
    await makePromise(supervisor, {
      ...{ caseId, currency, amountMinor: 100_000, dueOn: addDays(supervisor.today, i) },
      idempotencyKey: `demo-promise-${caseId}`,
    });
  }
}
