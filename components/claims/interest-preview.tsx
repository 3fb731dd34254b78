"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type StartInterestInput, startInterestInput } from "@/server/domain/claims/inputs";
import { trpc } from "../api/crm";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { usePercent } from "./use-percent";
import { useSettled } from "./use-settled";

/** The form as it stands, finished or not. */
type PreviewProps = { values: unknown; currency: "CZK" | "EUR" };

/** What has grown by today and what each day adds, by the rule that starting uses. */
export function InterestPreview({ values, currency }: PreviewProps) {
  const t = useTranslations("explanation.preview");
  const percent = usePercent();
  const asked = useSettled(JSON.stringify(values));
  const parsed = startInterestInput.safeParse(JSON.parse(asked));
  const query = trpc.claims.previewInterest.useQuery(JSON.parse(asked) as StartInterestInput, {
    enabled: parsed.success,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const data = parsed.success && !query.error ? query.data : undefined;
  const figures = data
    ? ([
        ["grown", data.totalMinor],
        ["perDay", data.perDayMinor],
        ["balance", data.balanceAfterMinor],
      ] as const)
    : [];
  return (
    <section
      aria-live="polite"
      aria-label={t("title")}
      className={cx(
        "min-h-16 rounded-md bg-sunken px-3 py-2",
        query.isPlaceholderData && "opacity-60",
      )}
    >
      <h3 className="mb-1 font-[550] text-ink-2 text-xs">
        {t("title")}
        {data?.ratePercent ? ` (${percent(data.ratePercent)})` : ""}
      </h3>
      {data ? (
        <dl className="flex flex-wrap gap-x-6 gap-y-1">
          {figures.map(([name, amountMinor]) => (
            <div key={name}>
              <dt className="text-ink-2 text-xs">{t(name)}</dt>
              <dd>
                <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="text-ink-3">{t("waiting")}</p>
      )}
    </section>
  );
}
