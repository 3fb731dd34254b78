"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { ButtonLink } from "../ui/button";

/** That the newest file is not the one in force, on pages that live by the file; else silent. */
export function FileTrouble() {
  const t = useTranslations("configuration");
  const codeText = useCodeText();
  const { data } = trpc.configuration.get.useQuery();
  if (!data?.location) return null;
  const { trouble, latestVersionId, appliedVersionId } = data;
  const isRefused = latestVersionId !== appliedVersionId;
  if (!trouble && !isRefused) return null;
  return (
    <Banner
      tone={isRefused ? "danger" : "warning"}
      title={isRefused ? t("refused") : t("unread")}
      actions={
        <ButtonLink size="sm" href="/settings/config">
          {t("toFindings")}
        </ButtonLink>
      }
    >
      {trouble ? (codeText(trouble) ?? trouble) : null}
    </Banner>
  );
}
