"use client";

import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button";

const REFRESH_MS = 60_000;

/** Tells who leads that a bank is not asked any more, wherever they look at money. */
export function ConnectionNotice() {
  const t = useTranslations("feeds.connections");
  const may = useMay();
  const codeText = useCodeText();
  const { data = [] } = trpc.feeds.connections.useQuery(undefined, {
    enabled: may("bank:read"),
    refetchInterval: REFRESH_MS,
  });
  const broken = data.filter(({ state }) => state === "broken");
  return broken.map(({ accountId, accountNumber, trouble }) => (
    <Banner
      key={accountId}
      tone="danger"
      actions={<ButtonLink href="/settings/feeds">{t("fix")}</ButtonLink>}
    >
      {t("notice", {
        account: accountNumber,
        error: trouble ? (codeText(trouble.code, trouble.params) ?? trouble.code) : "",
      })}
    </Banner>
  ));
}
