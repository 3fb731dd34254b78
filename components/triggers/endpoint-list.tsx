"use client";

import { Power, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useCallReason } from "../configuration/reason";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Badge } from "../ui/badge";
import { Button, ButtonLink } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { EmptyState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Endpoint = RouterOutput["triggers"]["endpoints"][number];

const REFRESH_MS = 10_000;

/** The triggers of the file with how their programs answer. */
export function EndpointList() {
  const t = useTranslations("triggers.endpoints");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const [dropping, setDropping] = useState<string | null>(null);
  const query = trpc.triggers.endpoints.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const enable = trpc.triggers.enable.useMutation({
    onSuccess: () => toast.success(t("enabled")),
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => {
      void utils.triggers.invalidate();
      void utils.timeline.officeTasks.invalidate();
    },
  });
  const { mutate } = enable;
  const onEnable = useCallback((endpoint: string) => mutate({ endpoint }), [mutate]);
  const columns = useEndpointColumns(onEnable);
  const source: TableSource<Endpoint> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <Section title={t("title")}>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={({ endpoint }) => endpoint}
        rowLabel={({ endpoint }) => endpoint}
        rowActions={({ endpoint, failures, waiting }) => [
          ...(failures > 0
            ? [{ label: t("enable"), icon: Power, onSelect: () => enable.mutate({ endpoint }) }]
            : []),
          ...(waiting > 0
            ? [
                {
                  label: t("drop"),
                  icon: Trash2,
                  danger: true,
                  onSelect: () => setDropping(endpoint),
                },
              ]
            : []),
        ]}
        isMuted={({ url }) => url === null}
        empty={
          <EmptyState
            title={t("empty")}
            actions={<ButtonLink href="/settings/config">{t("toFile")}</ButtonLink>}
          >
            {t("emptyText")}
          </EmptyState>
        }
        layout="inline"
        skeletonRows={2}
      />
      {dropping === null ? null : (
        <DropDialog endpoint={dropping} onClose={() => setDropping(null)} />
      )}
    </Section>
  );
}

function DropDialog({ endpoint, onClose }: { endpoint: string; onClose: () => void }) {
  const t = useTranslations("triggers.endpoints");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const drop = trpc.triggers.drop.useMutation();
  async function confirm(): Promise<void> {
    const done = await drop.mutateAsync({ endpoint }).catch(() => null);
    if (!done) return;
    toast.success(t("dropped", { count: done.count }));
    onClose();
    await utils.triggers.invalidate();
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`${t("drop")}: ${endpoint}`}
      description={t("dropHint", { name: endpoint })}
      confirmLabel={t("drop")}
      danger
      onConfirm={confirm}
      error={drop.error ? errorText(drop.error) : null}
    />
  );
}

function useEndpointColumns(onEnable: (endpoint: string) => void): Column<Endpoint>[] {
  const t = useTranslations("triggers.endpoints");
  return useMemo(
    () => [
      {
        key: "name",
        header: t("name"),
        card: "title",
        cell: ({ endpoint, url }) => (
          <span className="truncate" title={url ?? undefined}>
            <span className="font-[550]">{endpoint}</span>{" "}
            <span className="text-ink-3">{url ?? t("gone")}</span>
          </span>
        ),
      },
      {
        key: "state",
        header: t("state"),
        width: 280,
        card: "meta",
        cell: (endpoint) => (
          <Health endpoint={endpoint} onEnable={() => onEnable(endpoint.endpoint)} />
        ),
      },
      {
        key: "waiting",
        header: t("waiting"),
        width: 70,
        align: "end",
        cell: ({ waiting }) => <span className="figures">{waiting}</span>,
      },
      {
        key: "givenUp",
        header: t("givenUp"),
        width: 70,
        align: "end",
        cell: ({ givenUp }) => (
          <span className={givenUp > 0 ? "figures text-danger" : "figures text-ink-3"}>
            {givenUp}
          </span>
        ),
      },
      {
        key: "last",
        header: t("last"),
        width: 150,
        card: "aside",
        cell: ({ deliveredAt }) => <Instant value={deliveredAt} style="relative" />,
      },
    ],
    [t, onEnable],
  );
}

function Health({ endpoint, onEnable }: { endpoint: Endpoint; onEnable: () => void }) {
  const t = useTranslations("triggers.endpoints");
  const reasonOf = useCallReason();
  const { disabledAt, failures, deliveredAt, lastReason } = endpoint;
  if (disabledAt) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <Badge tone="danger">{t("off")}</Badge>
        <span className="min-w-0 truncate text-ink-2">{reasonOf(lastReason)}</span>
        <Button size="sm" icon={Power} onClick={onEnable}>
          {t("on")}
        </Button>
      </span>
    );
  }
  if (failures > 0) {
    return (
      <span className="truncate text-warning">
        {failures}× {reasonOf(lastReason)}
      </span>
    );
  }
  if (!deliveredAt) return <span className="text-ink-3">{t("untried")}</span>;
  return <Badge tone="positive">{t("well")}</Badge>;
}
