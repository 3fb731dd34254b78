"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Section } from "../ui/section";

type Payment = RouterOutput["claims"]["payments"]["items"][number];

const SHOWN = 20;
/** Payments come by themselves; who has the card open sees them without asking. */
const REFRESH_MS = 10_000;

/** Payments on the cases of a party, the newest first, as they come. */
export function PartyPayments({ partyId }: { partyId: number }) {
  const t = useTranslations("feeds.party");
  const may = useMay();
  const utils = trpc.useUtils();
  const columns = usePaymentColumns();
  const query = trpc.claims.payments.useQuery(
    { filter: { partyId }, sort: "newest", order: "desc", limit: SHOWN },
    { enabled: may("claims:read"), refetchInterval: REFRESH_MS },
  );
  const newestId = query.data?.items[0]?.id;
  useEffect(() => {
    // What is owed has changed with the payment that has just appeared.
    if (newestId !== undefined) void utils.parties.get.invalidate({ partyId });
  }, [newestId, partyId, utils]);
  if (!may("claims:read")) return null;
  const source: TableSource<Payment> = {
    ...fromRows(query.data?.items ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <Section title={t("payments")}>
      <div className="-mt-2">
        <DataTable
          label={t("payments")}
          layout="inline"
          source={source}
          columns={columns}
          rowId={(row) => row.id}
          rowLabel={(row) => `${row.refNo} ${row.valueOn}`}
          isMuted={(row) => row.reversalKind !== null}
          empty={<p className="py-3 text-ink-2">{t("noPayments")}</p>}
          skeletonRows={2}
        />
      </div>
      {query.data?.nextCursor ? <p className="pt-2 text-ink-2">{t("more")}</p> : null}
    </Section>
  );
}

function usePaymentColumns(): Column<Payment>[] {
  const t = useTranslations("feeds.party.columns");
  const payments = useTranslations("payments");
  return useMemo(
    () => [
      {
        key: "valueOn",
        header: t("valueOn"),
        width: 110,
        card: "title",
        cell: ({ valueOn }) => <Day value={valueOn} />,
      },
      {
        key: "case",
        header: t("case"),
        width: 110,
        card: "meta",
        cell: ({ refNo, caseId }) => <RefNo value={refNo} href={`/cases/${caseId}?tab=claims`} />,
      },
      {
        key: "source",
        header: t("source"),
        width: 90,
        card: "meta",
        cell: ({ source }) => <span className="text-ink-2">{payments(`sources.${source}`)}</span>,
      },
      {
        key: "note",
        header: t("note"),
        cell: ({ note }) => <span className="truncate text-ink-2">{note}</span>,
      },
      {
        key: "amount",
        header: t("amount"),
        width: 132,
        align: "end",
        card: "aside",
        cell: ({ amountMinor, currency, reversalKind }) => (
          <span className={reversalKind ? "line-through" : undefined}>
            <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
          </span>
        ),
      },
    ],
    [t, payments],
  );
}
