"use client";

import { Download, FolderInput, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { SendingRight } from "../messages/sending-right";
import { PageBody, PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Button } from "../ui/button";
import { toast } from "../ui/toast";
import { ConfirmBatchDialog } from "./confirm-batch-dialog";

export type Batch = RouterOutput["channels"]["batches"]["items"][number];

/** Letters that people post themselves: taken along as a ZIP, and said to be posted afterwards. */
export function BatchesPage() {
  const t = useTranslations("channels.batches");
  const may = useMay();
  const [confirmed, setConfirmed] = useState<Batch | null>(null);
  const query = trpc.channels.batches.useQuery();
  const { make, release } = useBatchActs();
  const columns = useBatchColumns();
  const waiting = query.data?.waiting ?? 0;
  const source: TableSource<Batch> = {
    ...fromRows(query.data?.items ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <>
      <PageHeader
        title={t("title")}
        actions={
          waiting === 0 ? null : may("messages:send") ? (
            <Button kind="primary" loading={make.isPending} onClick={() => make.mutate()}>
              {t("make", { count: waiting })}
            </Button>
          ) : (
            <SendingRight />
          )
        }
      />
      <PageBody>
        <div className="grid max-w-5xl gap-3">
          <p className="text-ink-2">{t("hint")}</p>
          <DataTable
            label={t("title")}
            source={source}
            columns={columns}
            rowId={(batch) => batch.id}
            rowLabel={(batch) => t("number", { number: batch.id })}
            rowActions={(batch) => {
              if (!may("messages:send")) return [];
              const download = {
                ...{ label: t("download"), icon: Download },
                onSelect: () => downloadBatch(batch.id),
              };
              if (batch.confirmedAt || batch.releasedAt) return batch.releasedAt ? [] : [download];
              return [
                download,
                { label: t("confirm"), icon: FolderInput, onSelect: () => setConfirmed(batch) },
                {
                  ...{ label: t("release"), icon: Undo2, danger: true },
                  onSelect: () => release.mutate({ batchId: batch.id }),
                },
              ];
            }}
            empty={<p className="py-8 text-center text-ink-2">{t("empty")}</p>}
            layout="inline"
            skeletonRows={3}
          />
        </div>
      </PageBody>
      {confirmed ? (
        <ConfirmBatchDialog batch={confirmed} onClose={() => setConfirmed(null)} />
      ) : null}
    </>
  );
}

function downloadBatch(batchId: number): void {
  window.location.assign(`/api/files/post-batch/${batchId}`);
}

function useBatchActs() {
  const t = useTranslations("channels.batches");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const onError = (error: unknown) => void toast.error(errorText(error));
  const onSettled = () => utils.channels.invalidate();
  return {
    make: trpc.channels.makeBatch.useMutation({
      onSuccess: ({ batchId }) => downloadBatch(batchId),
      ...{ onError, onSettled },
    }),
    release: trpc.channels.releaseBatch.useMutation({
      onSuccess: ({ letters }) => void toast.success(t("released", { count: letters })),
      ...{ onError, onSettled },
    }),
  };
}

function useBatchColumns(): Column<Batch>[] {
  const t = useTranslations("channels.batches");
  return useMemo(
    () => [
      {
        key: "number",
        header: t("columns.number"),
        width: 130,
        card: "title",
        cell: ({ id }) => <span className="font-[550]">{t("number", { number: id })}</span>,
      },
      {
        key: "letters",
        header: t("columns.letters"),
        width: 90,
        align: "end",
        cell: ({ letters }) => <span className="figures">{letters}</span>,
      },
      {
        key: "pages",
        header: t("columns.pages"),
        width: 90,
        align: "end",
        cell: ({ pages }) => <span className="figures">{pages}</span>,
      },
      {
        key: "made",
        header: t("columns.made"),
        card: "meta",
        cell: ({ createdAt, createdByName }) => (
          <span>
            <Instant value={createdAt} /> {createdByName}
          </span>
        ),
      },
      {
        key: "state",
        header: t("columns.state"),
        card: "aside",
        cell: ({ postedOn, releasedAt }) => {
          if (releasedAt) return <span className="text-ink-2">{t("states.released")}</span>;
          if (!postedOn) return <span className="text-warning">{t("states.open")}</span>;
          return (
            <span>
              {t("states.posted")} <Day value={postedOn} />
            </span>
          );
        },
      },
    ],
    [t],
  );
}
