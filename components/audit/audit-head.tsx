"use client";

import { useTranslations } from "next-intl";
import { PageHeader } from "../shell/page-header";
import { TabLinks } from "../ui/tabs";

/** Head of both pages of the audit: what was changed, and what was only looked at. */
export function AuditHead({ subtitle }: { subtitle: string }) {
  const t = useTranslations("audit");
  return (
    <PageHeader
      title={t("title")}
      subtitle={subtitle}
      tabs={
        <TabLinks
          label={t("title")}
          items={[
            { href: "/audit", label: t("tabs.changes"), exact: true },
            { href: "/audit/reads", label: t("tabs.reads") },
          ]}
        />
      }
    />
  );
}
