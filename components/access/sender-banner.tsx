"use client";

import { useFormatter, useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { Banner } from "../ui/banner";
import { TextLink } from "../ui/button";
import { useMay } from "./account";

/** Where letters are made: what they cannot say of the company yet, and the way to say it. */
export function SenderBanner() {
  const may = useMay();
  const isAsked = may("messages:read");
  const t = useTranslations("settings.company");
  const format = useFormatter();
  const { data } = trpc.tenant.missingDetails.useQuery(undefined, {
    enabled: isAsked,
    staleTime: 60_000,
  });
  if (!data || data.length === 0) return null;
  const fields = format.list(data.map((key) => t(`fields.${key}`)));
  return (
    <Banner tone="warning" title={t("missingTitle")}>
      {t("missing", { fields })}{" "}
      {may("settings:register") ? (
        <TextLink href="/settings/company">{t("missingLink")}</TextLink>
      ) : (
        t("missingAsk")
      )}
    </Banner>
  );
}
