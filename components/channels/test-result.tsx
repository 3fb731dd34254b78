"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";

type Tested = RouterOutput["channels"]["test"];

/** What a trial of a channel's settings showed: the way out and the way in, each with its outcome. */
export function TestResult({ tested }: { tested: Tested }) {
  const t = useTranslations("channels");
  const { trouble, mailbox, dealsMailbox, credit, expiresAt, services } = tested;
  const isRight = !trouble && !mailbox?.trouble && !dealsMailbox?.trouble;
  const isNamed = mailbox || dealsMailbox || trouble;
  return (
    <Banner
      tone={isRight ? "positive" : "danger"}
      role={isRight ? "status" : "alert"}
      title={t(isRight ? "testPassed" : "testFailed")}
    >
      {isNamed ? <Outcome label={t("testSending")} trouble={trouble} /> : null}
      {mailbox ? <Outcome label={t("testMailbox")} trouble={mailbox.trouble} /> : null}
      {dealsMailbox ? (
        <Outcome label={t("testDealsMailbox")} trouble={dealsMailbox.trouble} />
      ) : null}
      {credit ? <p>{t("answered", { text: credit })}</p> : null}
      {services ? <p>{t("servicesFound", { count: services.length })}</p> : null}
      {expiresAt ? (
        <p>
          {t("expires")} <Instant value={expiresAt} />
        </p>
      ) : null}
    </Banner>
  );
}

function Outcome({ label, trouble }: { label: string; trouble: Tested["trouble"] }) {
  const t = useTranslations("channels");
  const codeText = useCodeText();
  const text = trouble ? (codeText(trouble.code, trouble.params) ?? trouble.code) : t("testWorks");
  return (
    <p>
      <b className="font-medium">{label}:</b> {text}
    </p>
  );
}
