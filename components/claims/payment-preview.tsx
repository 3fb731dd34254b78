"use client";

import { keepPreviousData } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type RouterInput, type RouterOutput, trpc } from "../api/crm";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { Ledger, type LedgerLine } from "../ui/ledger";
import type { CaseClaimsData } from "./rows";
import { useClaimName } from "./use-claim-name";
import { useSettled } from "./use-settled";

export type PaymentDraft = RouterInput["claims"]["previewPayment"];
type Preview = RouterOutput["claims"]["previewPayment"];

const nothing: PaymentDraft = { caseId: 1, amountMinor: 1, currency: "CZK", valueOn: "2000-01-01" };

/** Where the money will go, computed by the rule that booking uses. Keeps its height while typing. */
export function PaymentPreview({
  draft,
  data,
}: {
  draft: PaymentDraft | null;
  data: CaseClaimsData;
}) {
  const t = useTranslations("payments.preview");
  const asked = useSettled(draft ? JSON.stringify(draft) : "");
  const query = trpc.claims.previewPayment.useQuery(
    asked ? (JSON.parse(asked) as PaymentDraft) : nothing,
    { enabled: asked !== "", placeholderData: keepPreviousData, retry: false },
  );
  const preview = asked && draft && !query.error ? query.data : undefined;
  return (
    <section
      aria-live="polite"
      aria-label={t("title")}
      className={cx(
        "min-h-36 rounded-md bg-sunken px-3 py-2",
        query.isPlaceholderData && "opacity-60",
      )}
    >
      <h3 className="mb-1 font-[550] text-ink-2 text-xs">{t("title")}</h3>
      {preview && draft ? (
        <Outcome preview={preview} currency={draft.currency} data={data} />
      ) : (
        <p className="text-ink-3">{t("waiting")}</p>
      )}
    </section>
  );
}

type OutcomeProps = { preview: Preview; currency: "CZK" | "EUR"; data: CaseClaimsData };

function Outcome({ preview, currency, data }: OutcomeProps) {
  const t = useTranslations("payments.preview");
  const profile = useTranslations("explanation.preview");
  const lines = useLines({ preview, currency, data });
  const moved = preview.movedPaymentIds.length;
  return (
    <>
      <Ledger
        caption={t("title")}
        lines={lines}
        total={{
          label: t("balance"),
          amount: (
            <span className="inline-flex items-baseline gap-2 whitespace-nowrap">
              <span className="font-normal text-base text-ink-2">
                <Money
                  amountMinor={preview.balanceBeforeMinor}
                  currency={currency}
                  showCurrency={false}
                  emphasis="none"
                />
                <span aria-hidden> → </span>
              </span>
              <Money amountMinor={preview.balanceAfterMinor} currency={currency} emphasis="none" />
            </span>
          ),
        }}
      />
      {preview.profileName ? (
        <p className="mt-1.5 text-ink-3 text-xs">
          {profile("profile", { name: preview.profileName })}
        </p>
      ) : null}
      {moved > 0 ? (
        <p className="mt-1.5 text-warning text-xs">{t("moved", { count: moved })}</p>
      ) : null}
    </>
  );
}

function useLines({ preview, currency, data }: OutcomeProps): LedgerLine[] {
  const t = useTranslations();
  const nameOf = useClaimName();
  const components = data.claims.flatMap((claim) =>
    claim.components.map((component) => ({ claim, component })),
  );
  const lines: LedgerLine[] = preview.parts.map(({ componentId, amountMinor }) => {
    const known = components.find(({ component }) => component.id === componentId);
    return {
      key: String(componentId),
      label: known ? t(`claims.kinds.${known.component.kind}`) : t("claims.columns.claim"),
      hint: known ? (
        <span className="inline-block max-w-52 truncate align-bottom max-md:max-w-32">
          {nameOf(known.claim)}
        </span>
      ) : undefined,
      amount: <Money amountMinor={amountMinor} currency={currency} emphasis="none" />,
    };
  });
  if (preview.overpaymentMinor === 0) return lines;
  return [
    ...lines,
    {
      key: "free",
      label: <span className="text-info">{t("payments.preview.overpayment")}</span>,
      amount: <Money amountMinor={preview.overpaymentMinor} currency={currency} emphasis="none" />,
    },
  ];
}
