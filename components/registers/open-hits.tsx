"use client";

import { ShieldAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button";

/** On the first page of the day: hits of registers that nobody has seen to; silent without any. */
export function OpenHits() {
  const t = useTranslations("registers");
  const may = useMay();
  const { data } = trpc.registers.counts.useQuery(undefined, { enabled: may("registers:read") });
  if (!data || data.open === 0) return null;
  return (
    <Banner
      tone="warning"
      icon={ShieldAlert}
      title={t("open", { count: data.open })}
      actions={
        <ButtonLink size="sm" href="/registers?open=1">
          {t("openAction")}
        </ButtonLink>
      }
    />
  );
}
