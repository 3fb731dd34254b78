"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import type { JoinSight } from "@/db/values/portal";
import { dayOf, formatDay } from "@/server/kernel/days";
import { Banner } from "../ui/banner";
import { brandButton } from "./brand";
import { FaultBanner } from "./fault";
import { PortalInput } from "./input";
import { PortalSelect } from "./portal-select";
import { usePortalForm } from "./use-portal-form";

/** A code for colleagues, shown the one time. */
export function MakeCode({ slug, sights }: { slug: string; sights: JoinSight[] }) {
  const t = useTranslations("portal.organisation");
  const names = useTranslations("portal.sights");
  const locale = useLocale();
  const router = useRouter();
  const form = usePortalForm(slug);
  const [usesMax, setUsesMax] = useState("1");
  const [sight, setSight] = useState<JoinSight>("organisation");
  const [isAtOnce, setAtOnce] = useState(false);
  const [made, setMade] = useState<{ code: string; expiresAt: Date } | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const given = { usesMax: Number(usesMax) || 1, sight, isAtOnce };
    const answer = await form.send(given, (client) => client.makeMyCode.mutate(given));
    if (!answer) return;
    setMade(answer);
    router.refresh();
  }
  return (
    <form {...form.props} onSubmit={submit} className="grid gap-3">
      <FaultBanner slug={slug} fault={form.fault} />
      {made ? (
        <Banner tone="positive" role="status">
          {t("newCode", { code: made.code, day: formatDay(dayOf(made.expiresAt), locale) })}
        </Banner>
      ) : null}
      <div className="grid gap-3 sm:grid-cols-2">
        <PortalInput
          {...form.at("usesMax")}
          label={t("usesMax")}
          type="number"
          min={1}
          max={100}
          value={usesMax}
          onChange={setUsesMax}
          required
        />
        <PortalSelect
          {...form.at("sight")}
          label={t("sight")}
          value={sight}
          onChange={(value) => setSight(value as JoinSight)}
          options={sights.map((value) => ({ value, label: names(value) }))}
        />
      </div>
      <label className="flex min-h-11 items-center gap-3 text-md">
        <input
          type="checkbox"
          checked={isAtOnce}
          onChange={(event) => setAtOnce(event.target.checked)}
          className="size-5"
        />
        {t("atOnce")}
      </label>
      <button type="submit" className={brandButton} disabled={form.isBusy}>
        {t("makeCode")}
      </button>
    </form>
  );
}
