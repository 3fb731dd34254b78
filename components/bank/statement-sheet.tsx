"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { Banner } from "../ui/banner";
import { TextLink } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { useBankChanged } from "./use-bank-changed";

type Statement = RouterOutput["bank"]["statements"]["items"][number];

/** The statements that came, with what does not add up in them and between them. */
export function StatementSheet({ onClose }: { onClose: () => void }) {
  const t = useTranslations("bank.statements");
  const errorText = useErrorText();
  const query = trpc.bank.statements.useQuery({ limit: 100 });
  return (
    <Sheet open size="lg" onOpenChange={(isOpen) => !isOpen && onClose()} title={t("title")}>
      <Accounts />
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

/** The tenant's own accounts; one that no statement came for was a slip, and can be taken away. */
function Accounts() {
  const t = useTranslations("bank.account");
  const may = useMay();
  const errorText = useErrorText();
  const changed = useBankChanged();
  const { data: accounts = [] } = trpc.bank.accounts.useQuery();
  const remove = trpc.bank.deleteAccount.useMutation({
    onSuccess: () => void changed(),
    onError: (error) => toast.error(errorText(error)),
  });
  return (
    <ul aria-label={t("list")} className="mb-4 grid gap-1 text-sm">
      {accounts.map(({ id, number, currency, name, closedOn, closingMinor, openCount }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-3">
          <span className="code-figures font-[550]">{number}</span>
          <span>{currency}</span>
          <span className="text-ink-2">{name}</span>
          {closedOn ? (
            <span className="text-ink-3">
              {t("until")} <Day value={closedOn} />
              {closingMinor === null ? null : (
                <>
                  {" · "}
                  <Money amountMinor={closingMinor} currency={currency} emphasis="none" />
                </>
              )}
              {openCount > 0 ? ` · ${t("waiting", { count: openCount })}` : null}
            </span>
          ) : may("bank:accounts") ? (
            <IconButton
              icon={Trash2}
              size="sm"
              label={t("remove", { number })}
              onClick={() => remove.mutate({ accountId: id })}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** How much of what the statement brought is paid to a case. */
function Progress({ statement }: { statement: Statement }) {
  const t = useTranslations("bank.statements");
  const { id, matchedCount: matched, openCount: count, newCount: total } = statement;
  return (
    <div className="flex flex-wrap items-center gap-x-3 text-sm">
      <div
        role="progressbar"
        aria-label={t("progress", { matched, total })}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={matched}
        className="h-1.5 w-40 overflow-hidden rounded-full bg-rule"
      >
        <div
          className="h-full rounded-full bg-positive"
          style={{ width: `${(matched / total) * 100}%` }}
        />
      </div>
      <span className="figures text-ink-2">
        {t("progress", { matched, total })}
        {count > 0 ? ` · ${t("waiting", { count })}` : ""}
      </span>
      <TextLink href={`/bank?statement=${id}`} className="ml-auto">
        {t("show")}
      </TextLink>
    </div>
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
      {statement.newCount > 0 ? <Progress statement={statement} /> : null}
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
