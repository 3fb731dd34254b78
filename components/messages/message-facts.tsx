"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { formatMoney } from "@/server/kernel/money";
import { Instant } from "../format/instant";
import { RefNo } from "../format/ref-no";
import { TextLink } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import type { Message } from "./message-detail";

/** What is known of a message beside its text. Lines without a value are left out. */
export function MessageFacts({ message }: { message: Message }) {
  const t = useTranslations("messages.detail");
  const items: Definition[] = [
    ...useOrigin(message),
    ...useDelivery(message),
    {
      label: t("hash"),
      value: message.contentHash ? (
        <span className="code-figures break-all text-xs">{message.contentHash}</span>
      ) : null,
      action: message.contentHash ? (
        <CopyButton value={message.contentHash} label={t("hash")} />
      ) : undefined,
    },
  ];
  const known = items.filter(({ value }) => value !== null && value !== "");
  return <DefinitionList labelWidth="9rem" items={known} />;
}

function useOrigin(message: Message): Definition[] {
  const t = useTranslations("messages");
  const { caseId, refNo, templateId, templateName, templateVersion, replacesId } = message;
  const version = templateVersion ? t("detail.version", { number: templateVersion }) : "";
  return [
    {
      label: t("detail.case"),
      value: caseId && refNo ? <RefNo value={refNo} href={`/cases/${caseId}`} /> : null,
    },
    {
      label: t("columns.author"),
      value: message.createdByName ?? (message.isAutomatic ? t("list.automatic") : null),
    },
    { label: t("detail.template"), value: templateId ? `${templateName}, ${version}` : null },
    {
      label: t("new.deliveryMode"),
      value: message.deliveryMode ? t(`deliveryModes.${message.deliveryMode}`) : null,
    },
    {
      label: t("detail.replaces"),
      value: replacesId ? (
        <TextLink href={`/messages/${replacesId}`}>
          {t("detail.replacedOne", { id: replacesId })}
        </TextLink>
      ) : null,
    },
    { label: t("detail.created"), value: <Instant value={message.createdAt} /> },
  ];
}

function useDelivery(message: Message): Definition[] {
  const t = useTranslations("messages");
  const locale = useLocale();
  const providers = t as unknown as ((key: string) => string) & { has(key: string): boolean };
  const { provider, sentAt, deliveredAt, priceMinor, priceCurrency, postedOn } = message;
  const name = `providers.${provider}`;
  const isWaiting = message.state === "waiting";
  return [
    {
      label: t("detail.notBefore"),
      value: isWaiting ? <Instant value={message.notBefore} /> : null,
    },
    { label: t("detail.sentAt"), value: sentAt ? <Instant value={sentAt} /> : null },
    { label: t("detail.deliveredAt"), value: deliveredAt ? <Instant value={deliveredAt} /> : null },
    {
      label: t("detail.provider"),
      value: provider ? (providers.has(name) ? providers(name) : provider) : null,
    },
    { label: t("detail.providerId"), value: message.providerId },
    { label: t("detail.messageId"), value: message.messageId },
    { label: t("detail.parts"), value: message.parts },
    {
      label: t("detail.price"),
      value:
        priceMinor !== null && priceCurrency
          ? formatMoney(priceMinor, priceCurrency, locale)
          : null,
    },
    { label: t("detail.postingNo"), value: message.postingNo },
    { label: t("detail.postedOn"), value: postedOn ? formatDay(postedOn, locale) : null },
    { label: t("detail.attempts"), value: message.attempts > 1 ? message.attempts : null },
    { label: t("detail.lastError"), value: message.lastError },
  ];
}
