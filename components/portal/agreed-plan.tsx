import { useTranslations } from "next-intl";
import type { Day as CalendarDay } from "@/server/kernel/days";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import type { CaseDetail } from "./case-page";

type Schedule = CaseDetail["schedules"][number];
type State = Schedule["instalments"][number]["state"];

const TONES: Partial<Record<State, string>> = {
  paid: "text-positive",
  overdue: "text-danger",
  late: "text-warning",
  partial: "text-warning",
  soon: "text-warning",
};

/** An agreed plan: each instalment with its day and whether it has been paid. */
export function AgreedPlan({ schedule, today }: { schedule: Schedule; today: CalendarDay }) {
  const t = useTranslations("portal");
  const next = schedule.instalments.find(({ state }) => state !== "paid");
  return (
    <section className="grid gap-3">
      <h2 className="flex flex-wrap items-baseline gap-x-3 font-[620] text-xl">
        {t("case.schedule")}
        {schedule.isRunning ? null : (
          <span className="font-normal text-ink-2 text-md">{t("case.ended")}</span>
        )}
      </h2>
      <ol className="rounded-lg border border-rule bg-surface">
        {schedule.instalments.map((each, index) => (
          <li
            // biome-ignore lint/suspicious/noArrayIndexKey: two instalments may be alike in all.
            key={index}
            className={cx(
              "grid grid-cols-[1fr_auto] gap-x-3 border-rule px-4 py-2.5 not-last:border-b sm:grid-cols-[8rem_1fr_auto]",
              schedule.isRunning && each === next && "bg-selected",
            )}
          >
            <Day value={each.dueOn} {...(each.state === "overdue" ? { overdueOn: today } : {})} />
            <span className={cx("order-last text-md sm:order-none", TONES[each.state])}>
              {t(`instalmentStates.${each.state}`)}
            </span>
            <Money amountMinor={each.amountMinor} currency={schedule.currency} emphasis="none" />
          </li>
        ))}
      </ol>
    </section>
  );
}
