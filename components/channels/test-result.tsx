"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";

/** What a trial of a channel's settings showed. */
export function TestResult({ tested }: { tested: RouterOutput["channels"]["test"] }) {
  const t = useTranslations("channels");
  const codeText = useCodeText();
  const { trouble, credit, expiresAt, isMailboxOpen } = tested;
  if (trouble) {
    return (
      <Banner tone="danger" role="alert" title={t("testFailed")}>
        {codeText(trouble.code, trouble.params) ?? trouble.code}
      </Banner>
    );
  }
  return (
    <Banner tone="positive" role="status" title={t("testPassed")}>
      {credit ? <p>{t("answered", { text: credit })}</p> : null}
      {expiresAt ? (
        <p>
          {t("expires")} <Instant value={expiresAt} />
        </p>
      ) : null}
      {isMailboxOpen ? <p>{t("mailboxOpen")}</p> : null}
    </Banner>
  );
}
