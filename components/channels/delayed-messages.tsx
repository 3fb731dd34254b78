"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";

type Delayed = RouterOutput["channels"]["delayed"][number];

/** Data messages that lie in the box and cannot be downloaded; nothing where there are none. */
export function DelayedMessages() {
  const t = useTranslations("channels.delayed");
  const { data = [] } = trpc.channels.delayed.useQuery();
  if (data.length === 0) return null;
  return (
    <Banner tone="warning" title={t("title", { count: data.length })}>
      <p className="pb-1">{t("hint")}</p>
      <ul className="grid gap-1">
        {data.map((message) => (
          <DelayedItem key={message.providerId} message={message} />
        ))}
      </ul>
    </Banner>
  );
}

function DelayedItem({ message }: { message: Delayed }) {
  const t = useTranslations("channels.delayed");
  const codeText = useCodeText();
  const { providerId, senderName, subject, reason, attempts, failedAt, nextTryAt } = message;
  return (
    <li>
      <p className="font-[550]">
        {t("number", { id: providerId })}
        {[senderName, subject].filter(Boolean).map((text) => ` · ${text}`)}
      </p>
      <p className="text-ink-2">
        {codeText(reason) ?? reason} {t("tries", { count: attempts })} <Instant value={failedAt} />,{" "}
        {t("next")} <Instant value={nextTryAt} />.
      </p>
    </li>
  );
}
