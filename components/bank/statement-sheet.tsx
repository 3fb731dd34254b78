"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";

type Statement = RouterOutput["bank"]["statements"]["items"][number];

/** The statements that came, with what does not add up in them and between them. */
export function StatementSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.statements");
  const errorText = useErrorText();
  const query = trpc.bank.statements.useQuery({ limit: 100 });
  return (
    <Sheet open size="lg" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data ? (
        query.data.items.length === 0 ? (
          <EmptyState title={t("empty")} />
        ) : (
          <ul className="grid gap-3">
            {query.data.items.map((statement) => (
              <StatementCard key={statement.id} statement={statement} />
            ))}
          </ul>
        )
      ) : (
        <SkeletonRows rows={5} />
      )}
    </Sheet>
  );
}

function StatementCard({ statement }: { statement: Statement }) {
  const t = useTranslations("bank.statements");
  const codeText = useCodeText();
  const { currency } = statement;
  const balance = (amountMinor: number | null) =>
    amountMinor === null ? (
      "–"
    ) : (
      <Money amountMinor={amountMinor} currency={currency} emphasis="none" />
    );
  return (
    <li className="grid gap-1.5 border-rule border-b pb-3">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-[550]">
          <span className="code-figures">{statement.accountNumber}</span>
          {statement.number ? ` · ${t("number", { number: statement.number })}` : null}
        </span>
        <span className="text-ink-2 text-sm">
          <Day value={statement.openedOn} /> – <Day value={statement.closedOn} />
        </span>
      </div>
      <div className="flex flex-wrap justify-between gap-x-4 text-sm">
        <span>
          {balance(statement.openingMinor)} → {balance(statement.closingMinor)}
        </span>
        <span className="text-ink-2">
          {t("movements", { count: statement.movementCount, fresh: statement.newCount })}
        </span>
      </div>
      {statement.isGap ? <Banner tone="warning">{t("gap")}</Banner> : null}
      {statement.findings.map((finding) => (
        <Banner key={finding.code} tone="warning">
          {codeText(finding.code, finding.params ?? {})}
        </Banner>
      ))}
      <p className="text-ink-3 text-xs">
        {statement.fileName} · {statement.importedByName} · <Instant value={statement.importedAt} />
      </p>
    </li>
  );
}
