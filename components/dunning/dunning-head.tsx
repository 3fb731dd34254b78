"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageHeader } from "../shell/page-header";
import { TabLinks } from "../ui/tabs";

type DunningHeadProps = { title?: ReactNode; aside?: ReactNode; actions?: ReactNode };

/** Head of the plan's pages: its day, its versions, its simulator. */
export function DunningHead({ title, aside, actions }: DunningHeadProps) {
  const t = useTranslations("dunning");
  return (
    <PageHeader
      title={title ?? t("title")}
      aside={aside}
      actions={actions}
      tabs={
        <TabLinks
          label={t("tabs.label")}
          items={[
            { href: "/dunning", label: t("tabs.day"), exact: true },
            { href: "/dunning/plans", label: t("tabs.plans") },
            { href: "/dunning/simulator", label: t("tabs.simulator") },
          ]}
        />
      }
    />
  );
}
