"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromInfiniteQuery } from "../table/source";
import { Badge } from "../ui/badge";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { type BulkChange, TURN_TONES, turnOf } from "./bulk";

/** Whose insolvency a check has changed, and how; the list that its mail holds. */
export function BulkChanges({ runId, onClose }: { runId: number; onClose: () => void }) {
  const t = useTranslations("insolvency.bulk");
  const errorText = useErrorText();
  const run = trpc.registers.bulk.useQuery({ runId });
  const query = trpc.registers.bulkChanges.useInfiniteQuery(
    { runId, limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const columns = useChangeColumns();
  const error = run.error ?? query.error;
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isShown) => !isShown && onClose()}
      title={t("changes")}
      description={run.data?.email ? t("mailed", { email: run.data.email }) : t("notMailed")}
    >
      {error ? (
        <ErrorState>{errorText(error)}</ErrorState>
      ) : (
        <DataTable
          label={t("changes")}
          layout="inline"
          source={fromInfiniteQuery<BulkChange>(query)}
          columns={columns}
          rowId={(change) => change.partyId}
          rowLabel={(change) => change.partyName}
          rowHref={(change) => `/parties/${change.partyId}`}
          empty={<EmptyState title={t("noChanges")} />}
        />
      )}
    </Sheet>
  );
}

function useChangeColumns(): Column<BulkChange>[] {
  const t = useTranslations("insolvency.bulk");
  return useMemo(
    () => [
      {
        key: "party",
        header: t("columns.party"),
        card: "title",
        cell: (change) => <span className="truncate font-[550]">{change.partyName}</span>,
      },
      {
        key: "turn",
        header: t("columns.turn"),
        width: 190,
        card: "meta",
        cell: (change) => {
          const turn = turnOf(change);
          return <Badge tone={TURN_TONES[turn]}>{t(`turns.${turn}`)}</Badge>;
        },
      },
      {
        key: "state",
        header: t("columns.registerState"),
        width: 130,
        card: "meta",
        cell: ({ stateCode }) => <span className="text-ink-2">{stateCode ?? ""}</span>,
      },
      {
        key: "mark",
        header: t("columns.mark"),
        width: 180,
        card: "aside",
        cell: ({ fileMark }) => <span className="figures truncate">{fileMark ?? ""}</span>,
      },
    ],
    [t],
  );
}
