"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Badge } from "../ui/badge";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import type { Configuration } from "./configuration-page";

type Version = Configuration["versions"][number];
type VersionListProps = { versions: readonly Version[]; onShow: (versionId: number) => void };

/** Every text of the file that was read, the newest first. */
export function VersionList({ versions, onShow }: VersionListProps) {
  const t = useTranslations("configuration.versions");
  const columns = useVersionColumns(onShow);
  return (
    <Section title={t("title")} count={versions.length}>
      <DataTable
        label={t("title")}
        source={fromRows(versions)}
        columns={columns}
        rowId={({ id }) => id}
        rowLabel={({ id }) => `${t("version")} ${id}`}
        onPeek={({ id }) => onShow(id)}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        layout="inline"
      />
    </Section>
  );
}

function useVersionColumns(onShow: (versionId: number) => void): Column<Version>[] {
  const t = useTranslations("configuration.versions");
  return useMemo(
    () => [
      {
        key: "version",
        header: t("version"),
        width: 230,
        card: "title",
        cell: ({ id, hash, commitId }) => (
          <button
            type="button"
            onClick={() => onShow(id)}
            className="rounded-xs text-left font-[550] hover:text-accent hover:underline"
          >
            <span className="figures">{id}</span>{" "}
            <span className="code-figures font-normal text-ink-3" title={commitId ?? hash}>
              {commitId ? `git ${commitId.slice(0, 10)}` : hash.slice(0, 10)}
            </span>
          </button>
        ),
      },
      {
        key: "read",
        header: t("read"),
        width: 160,
        card: "aside",
        cell: ({ readAt }) => <Instant value={readAt} />,
      },
      {
        key: "applied",
        header: t("applied"),
        width: 160,
        card: "meta",
        cell: ({ appliedAt }) => <Instant value={appliedAt} />,
      },
      {
        key: "state",
        header: t("state"),
        card: "meta",
        cell: ({ isInForce, isValid, findingCount }) => {
          if (isInForce) return <Badge tone="positive">{t("inForce")}</Badge>;
          if (!isValid) return <Badge tone="danger">{t("bad", { count: findingCount })}</Badge>;
          return <span className="text-ink-2">{t("good")}</span>;
        },
      },
    ],
    [t, onShow],
  );
}
