"use client";

import { KeyRound, Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { formatInstant } from "@/server/kernel/days";
import type { RouterOutput } from "../api/crm";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { AllowHostDialog, ForbidHostDialog, RotateSecretDialog } from "./host-dialogs";

type Host = RouterOutput["configuration"]["get"]["hosts"][number];
type Opened = { kind: "allow" } | { kind: "rotate" | "forbid"; host: string } | null;

/** Which machines may be called, with the ends of the secrets that sign for them. */
export function HostList({ hosts }: { hosts: readonly Host[] }) {
  const t = useTranslations("configuration.hosts");
  const [opened, setOpened] = useState<Opened>(null);
  const columns = useHostColumns();
  const close = () => setOpened(null);
  return (
    <Section
      title={t("title")}
      count={hosts.length}
      hint={t("hint")}
      actions={
        <Button icon={Plus} onClick={() => setOpened({ kind: "allow" })}>
          {t("allow")}
        </Button>
      }
    >
      <DataTable
        label={t("title")}
        source={fromRows(hosts)}
        columns={columns}
        rowId={({ host }) => host}
        rowLabel={({ host }) => host}
        rowActions={({ host }) => [
          {
            label: t("rotate"),
            icon: KeyRound,
            onSelect: () => setOpened({ kind: "rotate", host }),
          },
          { label: t("forbid"), danger: true, onSelect: () => setOpened({ kind: "forbid", host }) },
        ]}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        layout="inline"
      />
      {opened?.kind === "allow" ? <AllowHostDialog onClose={close} /> : null}
      {opened?.kind === "rotate" ? <RotateSecretDialog host={opened.host} onClose={close} /> : null}
      {opened?.kind === "forbid" ? <ForbidHostDialog host={opened.host} onClose={close} /> : null}
    </Section>
  );
}

function useHostColumns(): Column<Host>[] {
  const t = useTranslations("configuration");
  return useMemo(
    () => [
      {
        key: "host",
        header: t("hosts.host"),
        card: "title",
        cell: ({ host }) => (
          <span className="code-figures truncate" title={host}>
            {host}
          </span>
        ),
      },
      {
        key: "secret",
        header: t("hosts.secret"),
        width: 340,
        card: "meta",
        cell: ({ tail, previousUntil }) => (
          <span className="truncate">
            <span className="code-figures">…{tail}</span>
            {previousUntil ? <PreviousUntil at={previousUntil} /> : null}
          </span>
        ),
      },
      {
        key: "since",
        header: t("hosts.since"),
        width: 140,
        card: "aside",
        cell: ({ createdAt, rotatedAt }) => (
          <Instant value={rotatedAt ?? createdAt} style="relative" />
        ),
      },
    ],
    [t],
  );
}

function PreviousUntil({ at }: { at: Date }) {
  const t = useTranslations("configuration.hosts");
  const locale = useLocale();
  return (
    <span className="text-ink-3 text-xs"> · {t("both", { time: formatInstant(at, locale) })}</span>
  );
}
