import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import type { Currency } from "@/server/kernel/money";
import type { PortalOutput } from "../api/portal";
import { Money } from "../format/money";
import { AgreedPlan } from "./agreed-plan";
import { BackLink } from "./back-link";
import { CaseMarks } from "./case-marks";
import { CasePapers, type CasePapersShown } from "./case-papers";
import { ClaimCard } from "./claim-card";
import { PayPanel } from "./pay-panel";
import { PaymentList } from "./payment-list";
import { PromisePayment } from "./promise-payment";
import { TakePlan } from "./take-plan";
import { TestPayment } from "./test-payment";

export type CaseDetail = PortalOutput["myCase"];

interface Props {
  slug: string;
  detail: CaseDetail;
  papers: CasePapersShown;
  /** The reader sees no other case. */
  isOnly?: boolean;
  /** A demo: payments that nobody sent may be entered. */
  offersTest?: boolean;
}

/** One case: what is left, of what it consists, how to pay it, and what has been paid. */
export function CasePage({ slug, detail, papers, isOnly = false, offersTest = false }: Props) {
  const t = useTranslations("portal.case");
  const owed = detail.totals.filter(({ balanceMinor }) => balanceMinor > 0);
  return (
    <article className="grid gap-7">
      <CaseHead slug={slug} detail={detail} isOnly={isOnly} />
      <section className="grid gap-3" aria-labelledby="claims">
        <h2 id="claims" className="font-[620] text-xl">
          {t(detail.isOwing ? "claims" : "claimsOwed")}
        </h2>
        <CaseMarks detail={detail} />
        {detail.claims.length === 0 ? <p className="text-ink-2">{t("nothing")}</p> : null}
        {detail.claims.map((claim) => (
          <ClaimCard
            key={claim.claimId}
            slug={slug}
            refNo={detail.refNo}
            claim={claim}
            isOwing={detail.isOwing}
            isGuest={isOnly}
          />
        ))}
      </section>
      {detail.schedules.map((schedule) => (
        <AgreedPlan key={schedule.scheduleId} schedule={schedule} today={detail.onDay} />
      ))}
      {detail.plan ? <TakePlan slug={slug} refNo={detail.refNo} offer={detail.plan} /> : null}
      <PaymentList slug={slug} {...detail} isGuest={isOnly} />
      {detail.isOpen && detail.isOwing && owed.length > 0 ? (
        <PromisePayment
          slug={slug}
          refNo={detail.refNo}
          owed={owed}
          today={detail.onDay}
          promises={detail.promises}
        />
      ) : null}
      <CasePapers slug={slug} refNo={detail.refNo} {...papers} />
      {offersTest && detail.claims.length > 0 ? (
        <TestPayment slug={slug} refNo={detail.refNo} claims={detail.claims} />
      ) : null}
    </article>
  );
}

function CaseHead({ slug, detail, isOnly }: Omit<Props, "offersTest" | "papers">) {
  const t = useTranslations("portal.case");
  const locale = useLocale();
  return (
    <header className="grid gap-3">
      {isOnly ? null : <BackLink href={`/portal/${slug}`}>{t("back")}</BackLink>}
      <div>
        <h1 className="font-[650] text-2xl">{t("title", { refNo: detail.refNo })}</h1>
        {detail.counterpart ? <p className="text-ink-2">{detail.counterpart}</p> : null}
      </div>
      {detail.totals.map(({ currency, balanceMinor, paidMinor, chargedMinor }) => (
        <div key={currency} className="grid gap-4 rounded-lg border border-rule bg-surface p-5">
          <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
            <div className="col-span-2 sm:col-span-1">
              <dt className="text-ink-2 text-md">
                {t("left")} {t("asOf", { day: formatDay(detail.onDay, locale) })}
              </dt>
              <dd className="font-[650] text-2xl">
                <Money amountMinor={balanceMinor} currency={currency} emphasis="none" />
              </dd>
            </div>
            <div>
              <dt className="text-ink-2 text-md">{t("charged")}</dt>
              <dd>
                <Money amountMinor={chargedMinor} currency={currency} emphasis="none" />
              </dd>
            </div>
            <div>
              <dt className="text-ink-2 text-md">{t("paid")}</dt>
              <dd>
                <Money amountMinor={paidMinor} currency={currency} emphasis="none" />
              </dd>
            </div>
          </dl>
          <PayWhole slug={slug} detail={detail} currency={currency} />
        </div>
      ))}
    </header>
  );
}

/** One payment for several claims, where one finds its way to all of them. */
function PayWhole({
  slug,
  detail: { refNo, wholes, claims },
  currency,
}: Pick<Props, "slug" | "detail"> & { currency: Currency }) {
  const t = useTranslations("portal.case");
  const whole = wholes.find((each) => each.currency === currency);
  if (!whole) return null;
  if (!whole.variableSymbol) return <p className="text-ink-2 text-md">{t("payApart")}</p>;
  const isDisputed = claims.some(
    ({ balanceMinor, dispute, ...claim }) =>
      claim.currency === currency && balanceMinor > 0 && dispute?.outcome === null,
  );
  return (
    <>
      {isDisputed ? <p className="text-ink-2 text-md">{t("wholeDisputed")}</p> : null}
      <PayPanel slug={slug} asked={{ refNo, currency }} label={t("payWhole")} />
    </>
  );
}
