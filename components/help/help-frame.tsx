"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { useMay } from "../access/account";
import { PageBody, PageHeader } from "../shell/page-header";
import { TabLinks } from "../ui/tabs";

/** The head of the pages about the program itself. */
export function HelpFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("help");
  const may = useMay();
  const items = [
    { href: "/help/manuals", label: t("tabs.manuals") },
    { href: "/help/scenarios", label: t("tabs.scenarios") },
    ...(may("checks:run") ? [{ href: "/help/tests", label: t("tabs.tests") }] : []),
  ];
  return (
    <>
      <PageHeader
        className="print:hidden"
        title={t("title")}
        subtitle={t("subtitle")}
        tabs={<TabLinks label={t("tabs.label")} items={items} />}
      />
      <PageBody>{children}</PageBody>
    </>
  );
}
