"use client";

import { Plus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { formatInstant } from "@/server/kernel/days";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { KeyPaceDialog, RotateKeyDialog } from "./change-key-dialogs";
import { NewKeyDialog, RevokeKeyDialog } from "./module-key-dialogs";

type ModuleKey = RouterOutput["modules"]["keys"][number];

/** Keys with which other programs call us. */
export function ModuleKeysPage() {
  const t = useTranslations("modules");
  const [open, setOpen] = useState<Opened | null>(null);
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
        <p className="min-w-0 flex-1 text-ink-2">
          {t("hint")}{" "}
          <a className="text-accent underline" href="/api/swagger/module">
            {t("description")}
          </a>
        </p>
        <Button kind="primary" icon={Plus} onClick={() => setOpen({ act: "new" })}>
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
          key.revokedAt
            ? []
            : [
                { label: t("rotate"), onSelect: () => setOpen({ act: "rotate", key }) },
                { label: t("savePace"), onSelect: () => setOpen({ act: "pace", key }) },
                {
                  ...{ label: t("revoke"), danger: true },
                  onSelect: () => setOpen({ act: "revoke", key }),
                },
              ]
        }
        isMuted={(key) => key.revokedAt !== null}
        empty={<EmptyState title={t("empty")}>{t("emptyText")}</EmptyState>}
        layout="inline"
        skeletonRows={3}
      />
      {open ? <OpenedDialog opened={open} onClose={close} /> : null}
    </div>
  );
}

type Opened = { act: "new" } | { act: "rotate" | "pace" | "revoke"; key: ModuleKey };

function OpenedDialog({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  if (opened.act === "new") return <NewKeyDialog onClose={onClose} />;
  const { id: keyId, label, callsPerMinute } = opened.key;
  const props = { keyId, label, onClose };
  if (opened.act === "rotate") return <RotateKeyDialog {...props} />;
  if (opened.act === "pace") return <KeyPaceDialog {...props} callsPerMinute={callsPerMinute} />;
  return <RevokeKeyDialog {...props} />;
}

function useKeyColumns(): Column<ModuleKey>[] {
  const t = useTranslations("modules");
  return useMemo(
    () => [
      {
        key: "label",
        header: t("columns.label"),
        card: "title",
        cell: (key) => <KeyName {...key} />,
      },
      {
        key: "scopes",
        header: t("columns.scopes"),
        card: "meta",
        cell: ({ scopes }) => (
          <span className="truncate" title={scopes.map((each) => t(`scopes.${each}`)).join(", ")}>
            {scopes.map((scope) => t(`scopes.${scope}`)).join(", ")}
          </span>
        ),
      },
      {
        key: "pace",
        header: t("columns.pace"),
        width: 120,
        align: "end",
        cell: ({ callsPerMinute }) => <span className="figures">{callsPerMinute}</span>,
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

/** What the key is for and how its secrets end: the one so far too, while it is good. */
function KeyName({ label, tail, oldTail, oldValidUntil, oldLastUsedAt, logins }: ModuleKey) {
  const t = useTranslations("modules");
  const locale = useLocale();
  const until = oldValidUntil ? formatInstant(oldValidUntil, locale) : "";
  return (
    <span className="grid min-w-0">
      <span className="truncate">
        <span className="font-[550]">{label}</span>{" "}
        <span className="code-figures text-ink-3">
          …{tail} {logins.join(", ")}
        </span>
      </span>
      {oldTail ? (
        <span className="truncate text-ink-3 text-xs">
          {t("oldSecret", { tail: oldTail, until })},{" "}
          {oldLastUsedAt
            ? t("oldUsed", { at: formatInstant(oldLastUsedAt, locale) })
            : t("oldUnused")}
        </span>
      ) : null}
    </span>
  );
}
