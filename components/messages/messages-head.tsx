"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { PageHeader } from "../shell/page-header";
import { ButtonLink } from "../ui/button";
import { TabLinks } from "../ui/tabs";

const COUNT_EVERY_MS = 30_000;

/** Head of both pages of messages: what waits for a person stands in it as a button. */
export function MessagesHead() {
  const t = useTranslations("messages");
  const { data } = trpc.messages.counts.useQuery(undefined, { refetchInterval: COUNT_EVERY_MS });
  const parts = data
    ? (["uncertain", "refused", "unfiled"] as const).filter((state) => data[state] > 0)
    : [];
  return (
    <PageHeader
      title={t("title")}
      actions={
        data && parts.length > 0 ? (
          <ButtonLink href="/messages?open=1" className="border-warning! bg-warning-wash!">
            <span className="font-[620] text-warning">{t("list.needsYou")}</span>
            <span className="figures">
              {parts.map((state) => t(`list.${state}`, { count: data[state] })).join(" · ")}
            </span>
          </ButtonLink>
        ) : null
      }
      tabs={
        <TabLinks
          label={t("title")}
          items={[
            { href: "/messages", label: t("tabs.outbox"), exact: true },
            { href: "/messages/catcher", label: t("tabs.catcher") },
          ]}
        />
      }
    />
  );
}
