"use client";

import { RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows } from "../table/source";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";
import { useFunctionName, useReason } from "./names";

type Failure = RouterOutput["clock"]["failures"]["items"][number];

const REFRESH_MS = 10_000;

/** Work that was given up; nothing stands here while there is none. */
export function FailureList({ functionId }: { functionId?: string }) {
  const t = useTranslations("clock.failures");
  const errorText = useErrorText();
  const functionName = useFunctionName();
  const query = trpc.clock.failures.useQuery({ functionId }, { refetchInterval: REFRESH_MS });
  const retry = trpc.clock.retry.useMutation({
    onSuccess: () => toast.success(t("retried")),
    onError: (error) => toast.error(errorText(error)),
    onSettled: () => void query.refetch(),
  });
  const columns = useFailureColumns();
  const { items = [], isMore = false } = query.data ?? {};
  if (items.length === 0) return null;
  return (
    <Section
      title={t("title")}
      count={items.length}
      hint={isMore ? t("newest", { count: items.length }) : t("hint")}
    >
      <DataTable
        label={t("title")}
        source={fromRows(items)}
        columns={columns}
        rowId={(failure) => failure.id}
        rowLabel={(failure) => functionName(failure.functionId)}
        rowActions={({ id }) => [
          {
            label: t("retry"),
            icon: RotateCcw,
            onSelect: () => retry.mutate({ failureId: id }),
          },
        ]}
        layout="inline"
      />
    </Section>
  );
}

function useFailureColumns(): Column<Failure>[] {
  const t = useTranslations("clock.failures");
  const reasonOf = useReason();
  const functionName = useFunctionName();
  return useMemo(() => {
    const reason = ({ error, attempts }: Failure) => (
      <span className="text-danger">
        {reasonOf(error)}
        {attempts === null ? null : ` · ${t("attempts", { count: attempts })}`}
      </span>
    );
    return [
      {
        key: "function",
        header: t("function"),
        card: "title",
        cell: (failure) => <span className="font-[550]">{functionName(failure.functionId)}</span>,
      },
      {
        key: "failed",
        header: t("failed"),
        width: 130,
        card: "aside",
        cell: ({ failedAt }) => <Instant value={failedAt} style="relative" />,
      },
      { key: "reason", header: t("reason"), card: "meta", cell: reason },
    ];
  }, [t, reasonOf, functionName]);
}
