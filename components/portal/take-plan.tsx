"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PortalOutput } from "../api/portal";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalSelect } from "./portal-select";
import { SendKey } from "./send-key";
import { usePortal } from "./use-portal";

type Shown = PortalOutput["showPlan"];
interface Props {
  slug: string;
  refNo: string;
  offer: NonNullable<PortalOutput["myCase"]["plan"]>;
}

/** What is owed, split into as many months as the client chooses, and agreed to by a button. */
export function TakePlan({ slug, refNo, offer }: Props) {
  const t = useTranslations("portal.plan");
  const { call, fault, isBusy } = usePortal(slug);
  const [count, setCount] = useState(String(Math.min(6, offer.countMax)));
  const [shown, setShown] = useState<Shown | null>(null);
  const counts = Array.from({ length: offer.countMax - 1 }, (_, index) => String(index + 2));
  return (
    <section className="grid gap-3" aria-labelledby="plan">
      <h2 id="plan" className="font-[620] text-xl">
        {t("title")}
      </h2>
      <div className="grid gap-3 rounded-lg border border-rule bg-surface p-4">
        <p className="text-ink-2">{t("hint")}</p>
        <FaultBanner slug={slug} fault={fault} />
        <PortalSelect
          label={t("count")}
          value={count}
          options={counts.map((value) => ({ value, label: t("months", { count: Number(value) }) }))}
          onChange={(value) => {
            setCount(value);
            setShown(null);
          }}
        />
        {shown ? (
          <PlanRows {...{ slug, refNo, shown }} />
        ) : (
          <button
            type="button"
            className={brandButton}
            disabled={isBusy}
            onClick={async () => {
              const asked = { refNo, count: Number(count) };
              setShown(await call((client) => client.showPlan.query(asked)));
            }}
          >
            {t("show")}
          </button>
        )}
      </div>
    </section>
  );
}

function PlanRows({ slug, refNo, shown }: { slug: string; refNo: string; shown: Shown }) {
  const t = useTranslations("portal.plan");
  const router = useRouter();
  const { call, fault, isBusy } = usePortal(slug);
  const [sendKey] = useState(() => new SendKey());
  const { rows, totalMinor, currency } = shown;
  return (
    <div className="grid gap-3">
      <ol className="rounded-md border border-rule">
        {rows.map((row) => (
          <li
            key={row.dueOn}
            className="flex justify-between gap-3 border-rule px-3 py-2 not-last:border-b"
          >
            <Day value={row.dueOn} />
            <Money amountMinor={row.amountMinor} currency={currency} emphasis="none" />
          </li>
        ))}
      </ol>
      <FaultBanner slug={slug} fault={fault} />
      <p className="text-ink-2 text-md">{t("consent")}</p>
      <button
        type="button"
        className={brandButton}
        disabled={isBusy}
        onClick={async () => {
          const plan = { refNo, count: rows.length, totalMinor };
          const sent = { ...plan, idempotencyKey: sendKey.of(plan) };
          const isTaken = await call((client) => client.takePlan.mutate(sent).then(() => true));
          if (isTaken) router.refresh();
        }}
      >
        {t("take")}
      </button>
    </div>
  );
}
