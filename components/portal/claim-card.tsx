import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import type { CaseDetail } from "./case-page";
import { DisputeClaim } from "./dispute-claim";
import { PayPanel } from "./pay-panel";

type Claim = CaseDetail["claims"][number];

interface Props {
  slug: string;
  refNo: string;
  claim: Claim;
  isOwing: boolean;
  /** Who came by a letter has no account. */
  isGuest: boolean;
}

/** A claim with what is left of it, its parts, and the way to pay it. */
export function ClaimCard({ slug, refNo, claim, isOwing, isGuest }: Props) {
  const t = useTranslations("portal.case");
  const { currency, chargedMinor, paidMinor, balanceMinor } = claim;
  const share = chargedMinor > 0 ? Math.min(1, paidMinor / chargedMinor) : 1;
  return (
    <div className="grid gap-3 rounded-lg border border-rule bg-surface p-4">
      <div className="flex items-start gap-4">
        <div className="min-w-0 flex-1">
          <ClaimHead claim={claim} />
        </div>
        <div className="text-right">
          <Money amountMinor={balanceMinor} currency={currency} emphasis="owed" />
          <p className="text-ink-2 text-md">
            {t("paid")}{" "}
            <Money
              amountMinor={paidMinor}
              currency={currency}
              emphasis="none"
              showCurrency={false}
            />
          </p>
        </div>
      </div>
      <div aria-hidden className="h-1.5 overflow-clip rounded-full bg-sunken">
        <div className="h-full bg-positive" style={{ width: `${Math.round(share * 100)}%` }} />
      </div>
      <ClaimParts claim={claim} />
      {isOwing && balanceMinor > 0 ? (
        <PayPanel slug={slug} asked={{ refNo, claimId: claim.claimId }} label={t("pay")} />
      ) : null}
      {isOwing ? <DisputeClaim {...{ slug, refNo, claim, isGuest }} /> : null}
    </div>
  );
}

/** What tells a claim from the others: its name, and what else is known of it. */
function ClaimHead({ claim }: { claim: Claim }) {
  const t = useTranslations("portal.case");
  const locale = useLocale();
  const { title, variableSymbol: symbol, arisenOn, dueOn, overdueMinor } = claim;
  const name = title || (symbol ? t("ofSymbol", { symbol }) : t("untitled"));
  return (
    <>
      <h3 className="break-words font-[600]">{name}</h3>
      <p className="figures text-ink-2 text-md">
        {title && symbol ? `${t("symbol")} ${symbol} · ` : ""}
        {arisenOn ? `${t("arisen")} ${formatDay(arisenOn, locale)} · ` : ""}
        <span className={cx("whitespace-nowrap", overdueMinor > 0 && "text-danger")}>
          {t("due")} {formatDay(dueOn, locale)}
        </span>
      </p>
    </>
  );
}

function ClaimParts({ claim }: { claim: Claim }) {
  const t = useTranslations("portal");
  return (
    <details className="group">
      <summary className="w-fit rounded-sm py-1 text-accent text-md">{t("case.details")}</summary>
      <table className="mt-2 w-full text-md">
        <thead>
          <tr className="text-ink-2">
            <th scope="col" className="sr-only">
              {t("case.details")}
            </th>
            {(["charged", "paid", "left"] as const).map((column) => (
              <th key={column} scope="col" className="py-1 text-right font-normal">
                {t(`case.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {claim.parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: parts of one kind may stand side by side.
            <tr key={index} className="border-rule border-t">
              <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                {t(`kinds.${part.kind}`)}
              </th>
              {[part.chargedMinor, part.paidMinor, part.balanceMinor].map((amount, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns that never move.
                <td key={column} className="py-1.5 text-right">
                  <Money
                    amountMinor={amount}
                    currency={claim.currency}
                    showCurrency={false}
                    emphasis="none"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
