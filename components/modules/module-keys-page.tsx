"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { NewKeyDialog, RevokeKeyDialog } from "./module-key-dialogs";

type ModuleKey = RouterOutput["modules"]["keys"][number];

/** Keys with which other programs call us. */
export function ModuleKeysPage() {
  const t = useTranslations("modules");
  const [open, setOpen] = useState<"new" | ModuleKey | null>(null);
  const query = trpc.modules.keys.useQuery();
  const columns = useKeyColumns();
  const source: TableSource<ModuleKey> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  const close = () => setOpen(null);
  return (
    <div className="grid max-w-5xl gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <p className="min-w-0 flex-1 text-ink-2">{t("hint")}</p>
        <Button kind="primary" icon={Plus} onClick={() => setOpen("new")}>
          {t("new")}
        </Button>
      </div>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(key) => key.id}
        rowLabel={(key) => key.label}
        rowActions={(key) =>
          key.revokedAt ? [] : [{ label: t("revoke"), danger: true, onSelect: () => setOpen(key) }]
        }
        isMuted={(key) => key.revokedAt !== null}
        empty={<p className="py-8 text-center text-ink-2">{t("empty")}</p>}
        layout="inline"
        skeletonRows={3}
      />
      {open === "new" ? <NewKeyDialog onClose={close} /> : null}
      {open !== null && open !== "new" ? (
        <RevokeKeyDialog keyId={open.id} label={open.label} onClose={close} />
      ) : null}
    </div>
  );
}

function useKeyColumns(): Column<ModuleKey>[] {
  const t = useTranslations("modules");
  return useMemo(
    () => [
      {
        key: "label",
        header: t("columns.label"),
        card: "title",
        cell: ({ label, tail }) => (
          <span className="truncate">
            <span className="font-[550]">{label}</span>{" "}
            <span className="code-figures text-ink-3">…{tail}</span>
          </span>
        ),
      },
      {
        key: "scopes",
        header: t("columns.scopes"),
        card: "meta",
        cell: ({ scopes }) => (
          <span className="truncate">{scopes.map((scope) => t(`scopes.${scope}`)).join(", ")}</span>
        ),
      },
      {
        key: "lastUsed",
        header: t("columns.lastUsed"),
        width: 140,
        card: "meta",
        cell: ({ lastUsedAt }) => <Instant value={lastUsedAt} style="relative" />,
      },
      {
        key: "created",
        header: t("columns.created"),
        width: 200,
        cell: ({ createdAt, createdByName }) => (
          <span className="truncate">
            <Instant value={createdAt} style="relative" />{" "}
            <span className="text-ink-3">{createdByName}</span>
          </span>
        ),
      },
      {
        key: "state",
        header: t("columns.state"),
        width: 90,
        card: "aside",
        cell: ({ revokedAt }) => (
          <Badge tone={revokedAt ? "neutral" : "positive"}>
            {t(revokedAt ? "states.revoked" : "states.living")}
          </Badge>
        ),
      },
    ],
    [t],
  );
}
