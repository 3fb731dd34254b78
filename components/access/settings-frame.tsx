"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { PageBody, PageHeader } from "../shell/page-header";
import { TabLinks } from "../ui/tabs";
import { useMay } from "./account";

/** Settings: one's own account for everybody, the company's for those who may. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const t = useTranslations("settings");
  const may = useMay();
  const items = [
    { href: "/settings", label: t("tabs.account"), exact: true, isShown: true },
    { href: "/settings/security", label: t("tabs.security"), isShown: true },
    { href: "/settings/sessions", label: t("tabs.sessions"), isShown: true },
    {
      href: "/settings/deputies",
      label: t("tabs.deputies"),
      isShown: may("collegial:decide"),
    },
    { href: "/settings/company", label: t("tabs.company"), isShown: may("settings:register") },
    {
      href: "/settings/operators",
      label: t("tabs.operators"),
      isShown: may("settings:operators"),
    },
    { href: "/settings/groups", label: t("tabs.groups"), isShown: may("settings:groups") },
    {
      href: "/settings/permissions",
      label: t("tabs.permissions"),
      isShown: may("settings:operators"),
    },
    { href: "/settings/register", label: t("tabs.register"), isShown: may("settings:register") },
    { href: "/settings/feeds", label: t("tabs.feeds"), isShown: may("bank:read") },
    { href: "/settings/contact", label: t("tabs.contact"), isShown: may("settings:channels") },
    { href: "/settings/channels", label: t("tabs.channels"), isShown: may("settings:channels") },
    { href: "/settings/leads", label: t("tabs.leads"), isShown: may("settings:channels") },
    {
      href: "/settings/registers",
      label: t("tabs.registers"),
      isShown: may("settings:registers"),
    },
    { href: "/settings/portal", label: t("tabs.portal"), isShown: may("settings:portal") },
    { href: "/settings/requests", label: t("tabs.requests"), isShown: may("settings:requests") },
    {
      href: "/settings/processes",
      label: t("tabs.processes"),
      isShown: may("settings:processes"),
    },
    { href: "/settings/modules", label: t("tabs.modules"), isShown: may("settings:modules") },
    { href: "/settings/config", label: t("tabs.config"), isShown: may("settings:config") },
    { href: "/settings/triggers", label: t("tabs.triggers"), isShown: may("settings:config") },
    { href: "/settings/clock", label: t("tabs.clock"), isShown: may("settings:clock") },
  ];
  return (
    <>
      <PageHeader
        title={t("title")}
        tabs={<TabLinks label={t("title")} items={items.filter((item) => item.isShown)} />}
      />
      <PageBody>{children}</PageBody>
    </>
  );
}
