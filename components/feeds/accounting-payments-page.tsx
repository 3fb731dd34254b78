"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { PageBody, PageHeader } from "../shell/page-header";
import type { Column } from "../table/column";
import { DataTable } from "../table/data-table";
import { fromRows, type TableSource } from "../table/source";
import { Card, Section } from "../ui/section";
import { AccountingPaymentForm } from "./accounting-payment-form";

type Entered = RouterOutput["feeds"]["entered"][number];

const REFRESH_MS = 5_000;

/** Payments as the accounting program has them: one is entered, and what became of the others. */
export function AccountingPaymentsPage() {
  const t = useTranslations("feeds.payment");
  const payments = useTranslations("payments");
  const [round, setRound] = useState(0);
  return (
    <>
      <PageHeader
        title={t("title")}
        breadcrumbs={[{ label: payments("title"), href: "/payments" }]}
      />
      <PageBody>
        <div className="grid gap-6">
          <Card className="max-w-xl">
            <p className="pb-3 text-ink-2">{t("hint")}</p>
            <AccountingPaymentForm key={round} onEntered={() => setRound(round + 1)} />
          </Card>
          <EnteredPayments />
        </div>
      </PageBody>
    </>
  );
}

function EnteredPayments() {
  const t = useTranslations("feeds.payment");
  const query = trpc.feeds.entered.useQuery(undefined, { refetchInterval: REFRESH_MS });
  const columns = useEnteredColumns();
  const source: TableSource<Entered> = {
    ...fromRows(query.data ?? []),
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
  };
  return (
    <Section title={t("list")}>
      <DataTable
        label={t("list")}
        source={source}
        columns={columns}
        rowId={(row) => row.id}
        rowLabel={(row) => row.documentNumber ?? row.counterpartyName ?? row.bookedOn}
        empty={<p className="py-6 text-center text-ink-2">{t("empty")}</p>}
        layout="inline"
        skeletonRows={3}
      />
    </Section>
  );
}

function useEnteredColumns(): Column<Entered>[] {
  const t = useTranslations("feeds.payment");
  const bank = useTranslations("bank");
  return useMemo(
    () => [
      {
        key: "entered",
        header: t("columns.entered"),
        width: 140,
        card: "meta",
        cell: ({ enteredAt }) => <Instant value={enteredAt} style="relative" />,
      },
      {
        key: "documentNumber",
        header: t("documentNumber"),
        width: 140,
        cell: ({ documentNumber }) => <span className="truncate">{documentNumber}</span>,
      },
      {
        key: "payer",
        header: t("columns.payer"),
        card: "title",
        cell: ({ counterpartyName, variableSymbol }) => (
          <span className="truncate">
            {counterpartyName} {variableSymbol ? <RefNo value={variableSymbol} /> : null}
          </span>
        ),
      },
      {
        key: "amount",
        header: t("amount"),
        width: 140,
        align: "end",
        card: "aside",
        cell: ({ amountMinor, currency }) => (
          <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
        ),
      },
      {
        key: "result",
        header: t("columns.result"),
        card: "meta",
        cell: ({ takenAt, state, reason, caseId, refNo }) => {
          if (takenAt === null || state === null || reason === null) {
            return <span className="text-info">{t("waiting")}</span>;
          }
          if (caseId !== null && refNo !== null) {
            return <RefNo value={refNo} href={`/cases/${caseId}?tab=claims`} />;
          }
          return <span className="text-ink-2">{bank(`reasons.${reason}`)}</span>;
        },
      },
    ],
    [t, bank],
  );
}
