"use client";

import { KeyRound, RefreshCw, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Badge } from "../ui/badge";
import { ConfirmDialog } from "../ui/confirm-dialog";
import type { MenuEntry } from "../ui/menu-entries";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { ConnectionDialog } from "./connection-dialog";

type Connection = RouterOutput["feeds"]["connections"][number];
type Open = { kind: "connect" | "disconnect"; connection: Connection } | null;

const REFRESH_MS = 10_000;

/** The tenant's accounts and whether their bank is asked by itself. */
export function ConnectionList() {
  const t = useTranslations("feeds.connections");
  const [open, setOpen] = useState<Open>(null);
  const query = trpc.feeds.connections.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const columns = useConnectionColumns();
  const actionsOf = useConnectionActions(setOpen);
  const source: TableSource<Connection> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  const close = () => setOpen(null);
  return (
    <Section title={t("title")}>
      <p className="pb-2 text-ink-2">{t("hint")}</p>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(row) => row.accountId}
        rowLabel={(row) => row.accountNumber}
        rowActions={actionsOf}
        empty={<p className="py-6 text-center text-ink-2">{t("none")}</p>}
        layout="inline"
        skeletonRows={2}
      />
      {open?.kind === "connect" ? <ConnectionDialog {...open.connection} onClose={close} /> : null}
      {open?.kind === "disconnect" ? (
        <Disconnect connection={open.connection} onClose={close} />
      ) : null}
    </Section>
  );
}

function useConnectionActions(onOpen: (open: Open) => void): (row: Connection) => MenuEntry[] {
  const t = useTranslations("feeds.connections");
  const may = useMay();
  const sync = useSync();
  return (connection) => {
    const { id, state } = connection;
    const entries: MenuEntry[] = [];
    if (id !== null && state === "active" && may("bank:upload")) {
      entries.push({ label: t("sync"), icon: RefreshCw, onSelect: () => sync(id) });
    }
    if (!may("bank:accounts")) return entries;
    entries.push({
      label: t(id === null ? "connect" : "replace"),
      icon: KeyRound,
      onSelect: () => onOpen({ kind: "connect", connection }),
    });
    if (id === null) return entries;
    const onSelect = () => onOpen({ kind: "disconnect", connection });
    return [...entries, { label: t("disconnect"), icon: Unplug, danger: true, onSelect }];
  };
}

function useSync(): (connectionId: number) => void {
  const t = useTranslations("feeds.connections");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const codeText = useCodeText();
  const sync = trpc.feeds.sync.useMutation({
    onSuccess: ({ newCount, trouble }) => {
      if (trouble) toast.error(codeText(trouble.code, trouble.params) ?? trouble.code);
      else toast.success(t("synced", { count: newCount }));
    },
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => Promise.all([utils.feeds.invalidate(), utils.bank.invalidate()]),
  });
  return (connectionId) => sync.mutate({ connectionId });
}

function useConnectionColumns(): Column<Connection>[] {
  const t = useTranslations("feeds.connections");
  const codeText = useCodeText();
  return useMemo(
    () => [
      {
        key: "account",
        header: t("columns.account"),
        width: 260,
        card: "title",
        cell: (row) => (
          <span className="truncate">
            <span className="code-figures font-[550]">{row.accountNumber}</span> {row.currency}{" "}
            <span className="text-ink-2">{row.accountName}</span>
          </span>
        ),
      },
      {
        key: "state",
        header: t("columns.state"),
        card: "meta",
        cell: (row) => {
          const { state, trouble, tokenTail, isCatchingUp } = row;
          if (state === null) return <span className="text-ink-3">{t("states.none")}</span>;
          const text = trouble && codeText(trouble.code, trouble.params);
          return (
            <span className="flex min-w-0 flex-wrap items-center gap-x-1.5">
              <Badge tone={state === "broken" ? "danger" : trouble ? "warning" : "positive"}>
                {t(isCatchingUp && !trouble ? "states.catchingUp" : `states.${state}`)}
              </Badge>
              <span className="code-figures text-ink-3">…{tokenTail}</span>
              {text ? <span className="whitespace-normal text-danger">{text}</span> : null}
            </span>
          );
        },
      },
      {
        key: "last",
        header: t("columns.last"),
        width: 130,
        card: "aside",
        cell: (row) => <Instant value={row.okAt} style="relative" />,
      },
      {
        key: "until",
        header: t("columns.until"),
        width: 110,
        cell: (row) => (row.syncedTo ? <Day value={row.syncedTo} /> : null),
      },
    ],
    [t, codeText],
  );
}

function Disconnect({ connection, onClose }: { connection: Connection; onClose: () => void }) {
  const t = useTranslations("feeds.connections");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const end = trpc.feeds.disconnect.useMutation();
  async function confirm(): Promise<void> {
    const isGone = await end
      .mutateAsync({ connectionId: connection.id ?? 0 })
      .then(() => true)
      .catch(() => false);
    if (!isGone) return;
    toast.success(t("disconnected"));
    onClose();
    await utils.feeds.invalidate();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("disconnect")}: ${connection.accountNumber}`}
      description={t("disconnectHint")}
      confirmLabel={t("disconnect")}
      danger
      onConfirm={confirm}
      error={end.error ? errorText(end.error) : null}
    />
  );
}
