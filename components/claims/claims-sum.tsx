"use client";

import { Sigma } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RouterInput, RouterOutput } from "../api/crm";
import { trpc } from "../api/crm";
import { useToday } from "../cases/use-today";
import { DayInput } from "../form/day-input";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { IconButton } from "../ui/icon-button";
import { Popover } from "../ui/popover";
import { Spinner } from "../ui/spinner";

type Filter = NonNullable<RouterInput["claims"]["sum"]["filter"]>;
type Sum = RouterOutput["claims"]["sum"]["sums"][number];

/** What all claims of the list come to, with interest up to a day. */
export function ClaimsSum({ filter }: { filter: Filter }) {
  const t = useTranslations("claims.sum");
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      align="end"
      label={t("title")}
      className="w-80"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={<IconButton icon={Sigma} label={t("action")} />}
    >
      {isOpen ? <Panel filter={filter} /> : null}
    </Popover>
  );
}

function Panel({ filter }: { filter: Filter }) {
  const t = useTranslations("claims.sum");
  const today = useToday();
  const errorText = useErrorText();
  const [onDay, setDay] = useState<string | null>(today);
  const query = trpc.claims.sum.useQuery(
    { filter, onDay: onDay ?? undefined },
    { placeholderData: (before) => before, retry: false },
  );
  return (
    <div className="grid gap-3">
      <Field label={t("onDay")}>
        <DayInput value={onDay} onChange={setDay} />
      </Field>
      {query.error ? <Banner tone="danger">{errorText(query.error)}</Banner> : null}
      {query.isPending ? <Spinner /> : null}
      {query.data && !query.error ? (
        <div aria-live="polite" className="grid gap-3">
          {query.data.sums.length === 0 ? (
            <p className="text-ink-2 text-sm">{t("nothing")}</p>
          ) : null}
          {query.data.sums.map((sum) => (
            <Figures key={sum.currency} sum={sum} />
          ))}
          {query.data.unknownCount > 0 ? (
            <Banner tone="warning">{t("unknown", { count: query.data.unknownCount })}</Banner>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}

function Figures({ sum }: { sum: Sum }) {
  const t = useTranslations("claims.sum");
  const { currency } = sum;
  const line = (label: string, amountMinor: number, isTotal = false) => (
    <div
      className={
        isTotal
          ? "flex justify-between border-line border-t pt-1 font-medium"
          : "flex justify-between"
      }
    >
      <dt className={isTotal ? undefined : "text-ink-2"}>{label}</dt>
      <dd>
        <Money {...{ amountMinor, currency }} emphasis={isTotal ? "owed" : "none"} />
      </dd>
    </div>
  );
  return (
    <section aria-label={currency}>
      <h3 className="pb-1 font-medium text-sm">
        {currency} <span className="text-ink-2">{t("count", { count: sum.count })}</span>
      </h3>
      <dl className="grid gap-1 text-sm">
        {line(t("principal"), sum.principalMinor)}
        {line(t("paid"), sum.paidMinor)}
        {line(t("booked"), sum.balanceMinor)}
        {line(t("grown"), sum.grownMinor)}
        {line(t("total"), sum.balanceMinor + sum.grownMinor, true)}
      </dl>
    </section>
  );
}
