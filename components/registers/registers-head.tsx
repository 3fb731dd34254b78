"use client";

import { ShieldQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { trpc } from "../api/crm";
import { PageHeader } from "../shell/page-header";
import { ButtonLink } from "../ui/button";
import { TabLinks } from "../ui/tabs";

const COUNT_EVERY_MS = 30_000;

/** Head of the pages of registers: hits that wait for a person stand in it as a button. */
export function RegistersHead({ actions }: { actions?: ReactNode }) {
  const t = useTranslations("registers");
  const { data } = trpc.registers.counts.useQuery(undefined, { refetchInterval: COUNT_EVERY_MS });
  return (
    <PageHeader
      title={t("title")}
      actions={
        <>
          {data && data.open > 0 ? (
            <ButtonLink
              href="/registers?open=1"
              icon={ShieldQuestion}
              className="border-warning! bg-warning-wash!"
            >
              <span className="font-[600] text-warning">{t("open", { count: data.open })}</span>
            </ButtonLink>
          ) : null}
          {actions}
        </>
      }
      tabs={
        <TabLinks
          label={t("title")}
          items={[
            { href: "/registers", label: t("tabs.log"), exact: true },
            { href: "/registers/bulk", label: t("tabs.bulk") },
            { href: "/registers/costs", label: t("tabs.costs") },
          ]}
        />
      }
    />
  );
}
