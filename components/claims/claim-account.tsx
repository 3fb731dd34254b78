"use client";

import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { Money } from "../format/money";
import { ErrorState } from "../ui/empty-state";
import { Sheet } from "../ui/sheet";
import { SkeletonRows } from "../ui/skeleton";
import type { Claim } from "./rows";
import { useClaimName } from "./use-claim-name";

type Line = RouterOutput["claims"]["ledger"]["lines"][number];

type ClaimAccountProps = {
  claim: Pick<Claim, "id" | "title" | "variableSymbol" | "dueOn">;
  onClose: () => void;
};

/** The dated entries of one claim with a running balance. */
export function ClaimAccount({ claim, onClose }: ClaimAccountProps) {
  const t = useTranslations("claims");
  const nameOf = useClaimName();
  const errorText = useErrorText();
  const query = trpc.claims.ledger.useQuery({ claimId: claim.id });
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("account.title")}
      description={nameOf(claim)}
    >
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : query.data ? (
        <Account lines={query.data.lines} currency={query.data.currency} />
      ) : (
        <SkeletonRows rows={6} />
      )}
    </Sheet>
  );
}

const cell = "border-rule border-b px-1.5 py-1 align-top";

function Account({ lines, currency }: { lines: Line[]; currency: "CZK" | "EUR" }) {
  const t = useTranslations("claims.account");
  if (lines.length === 0) return <p className="text-ink-2">{t("empty")}</p>;
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="text-left text-ink-2 text-xs">
          <th scope="col" className={cell}>
            {t("day")}
          </th>
          <th scope="col" className={cell}>
            {t("text")}
          </th>
          <th scope="col" className={`${cell} text-right`}>
            {t("amount")}
          </th>
          <th scope="col" className={`${cell} text-right`}>
            {t("balance")}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the account is read, never reordered.
          <tr key={index}>
            <td className={cell}>
              <Day value={line.valueOn} />
            </td>
            <td className={cell}>
              <Entry line={line} />
            </td>
            <td className={`${cell} text-right`}>
              <Money amountMinor={line.amountMinor} currency={currency} showCurrency={false} />
            </td>
            <td className={`${cell} text-right`}>
              <Money amountMinor={line.balanceMinor} currency={currency} emphasis="owed" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Entry({ line }: { line: Line }) {
  const t = useTranslations("claims");
  const word = line.type === "release" && line.reversalKind === "bounce" ? "bounce" : line.type;
  const more = [line.description, line.reason, line.byName].filter(Boolean).join(" · ");
  return (
    <>
      {t(`account.${word}`, { kind: t(`kinds.${line.kind}`) })}
      {more ? <span className="block text-ink-3 text-xs">{more}</span> : null}
    </>
  );
}
