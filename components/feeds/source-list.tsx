"use client";

import { Plus, RotateCcw, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useMemo, useState } from "react";
import { COUNTED_MAX } from "@/db/values/feeds";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Button } from "../ui/button";
import type { MenuEntry } from "../ui/menu-entries";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { SourceDialog } from "./source-dialog";

type Source = RouterOutput["feeds"]["sources"][number];

const REFRESH_MS = 10_000;

/** Accounting systems that payments are taken over from, and how current each is. */
export function SourceList() {
  const t = useTranslations("feeds.sources");
  const may = useMay();
  const [isOpen, setOpen] = useState(false);
  const query = trpc.feeds.sources.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const columns = useSourceColumns();
  const actionsOf = useSourceActions();
  const source: TableSource<Source> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <Section
      title={t("title")}
      actions={
        may("bank:accounts") ? (
          <Button size="sm" icon={Plus} onClick={() => setOpen(true)}>
            {t("new")}
          </Button>
        ) : null
      }
    >
      <p className="pb-2 text-ink-2">{t("hint")}</p>
      <DataTable
        label={t("title")}
        source={source}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => row.name}
        rowActions={actionsOf}
        empty={<p className="py-6 text-center text-ink-2">{t("none")}</p>}
        layout="inline"
        skeletonRows={2}
      />
      {isOpen ? <SourceDialog onClose={() => setOpen(false)} /> : null}
    </Section>
  );
}

function useSourceActions(): (row: Source) => MenuEntry[] {
  const t = useTranslations("feeds.sources");
  const may = useMay();
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const done = (text: string) => ({
    onSuccess: () => {
      toast.success(text);
      void utils.feeds.invalidate();
    },
    onError: (error: unknown) => toast.error(errorText(error)),
  });
  const replay = trpc.feeds.replaySource.useMutation(done(t("replayed")));
  const remove = trpc.feeds.deleteSource.useMutation(done(t("deleted")));
  return ({ id: sourceId, kind, takenCount }) => {
    if (!may("bank:accounts")) return [];
    const again: MenuEntry = {
      label: t("replay"),
      icon: RotateCcw,
      onSelect: () => replay.mutate({ sourceId }),
    };
    if (kind === "own" || takenCount > 0) return [again];
    const onSelect = () => remove.mutate({ sourceId });
    return [again, { label: t("delete"), icon: Trash2, danger: true, onSelect }];
  };
}

/** A count that is known, or that it is more than anybody counts. */
function useCountText(): (count: number) => string {
  const t = useTranslations("feeds.sources");
  return useCallback(
    (count) =>
      count > COUNTED_MAX ? t("moreThan", { count: COUNTED_MAX }) : t("exactly", { count }),
    [t],
  );
}

function useSourceColumns(): Column<Source>[] {
  const t = useTranslations("feeds.sources");
  const codeText = useCodeText();
  const countText = useCountText();
  return useMemo(
    () => [
      {
        key: "name",
        header: t("columns.name"),
        card: "title",
        cell: ({ name, kind, baseUrl }) => (
          <span className="truncate">
            <span className="font-[550]">{name}</span>{" "}
            <span className="text-ink-3">{kind === "own" ? t("own") : baseUrl}</span>
          </span>
        ),
      },
      {
        key: "state",
        header: t("columns.state"),
        card: "meta",
        cell: ({ takenCount: taken, waitingCount: waiting, trouble }) =>
          trouble ? (
            <span className="whitespace-normal text-danger">
              {codeText(trouble.code, trouble.params) ?? trouble.code}
            </span>
          ) : (
            <span className="text-ink-2">
              {t("state", { taken: countText(taken), waiting: countText(waiting) })}
            </span>
          ),
      },
      {
        key: "lag",
        header: t("columns.lag"),
        width: 100,
        align: "end",
        cell: ({ lagSeconds }) =>
          lagSeconds === null ? null : (
            <span className="figures">{t("lag", { seconds: lagSeconds })}</span>
          ),
      },
      {
        key: "last",
        header: t("columns.last"),
        width: 130,
        card: "aside",
        cell: ({ okAt }) => <Instant value={okAt} style="relative" />,
      },
    ],
    [t, codeText, countText],
  );
}
