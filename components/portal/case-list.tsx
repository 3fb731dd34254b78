import { ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import type { PortalOutput } from "../api/portal";
import { Money } from "../format/money";
import { cx } from "../ui/cx";
import { DoorLink as Link } from "./door-link";
import { Pager } from "./pager";
import { pathOf } from "./path-of";

type Page = PortalOutput["myCases"];
type Case = Page["items"][number];

/** What is owed in all, and each case with its share of it. */
export function CaseList({ slug, name, page }: { slug: string; name: string; page: Page }) {
  const t = useTranslations("portal.home");
  const { items: cases, owed, nextCursor } = page;
  return (
    <div className="grid gap-6">
      <header className="grid gap-4">
        <h1 className="font-[650] text-2xl">{t("greeting", { name })}</h1>
        {owed ? <Owed sums={owed} isSeveral={cases.filter(isToPay).length > 1} /> : null}
      </header>
      <section className="grid gap-2" aria-labelledby="cases">
        <h2 id="cases" className="font-[620] text-xl">
          {t("title")}
        </h2>
        {cases.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
        <ul className="overflow-clip rounded-lg border border-rule bg-surface">
          {cases.map((each) => (
            <CaseRow key={each.refNo} slug={slug} item={each} />
          ))}
        </ul>
        <Pager path={`/portal/${slug}`} isFirst={owed !== null} nextCursor={nextCursor} />
      </section>
    </div>
  );
}

const isToPay = ({ isOwing, totals }: Case) =>
  isOwing && totals.some(({ balanceMinor }) => balanceMinor > 0);

interface OwedProps {
  sums: NonNullable<Page["owed"]>;
  /** No one payment would pay all of it. */
  isSeveral: boolean;
}

function Owed({ sums, isSeveral }: OwedProps) {
  const t = useTranslations("portal.home");
  if (sums.length === 0) return <p className="text-positive text-xl">{t("nothingOwed")}</p>;
  return (
    <dl className="grid gap-1 rounded-lg border border-rule bg-surface p-5">
      <dt className="text-ink-2">{t("owed")}</dt>
      {sums.map(({ currency, balanceMinor }) => (
        <dd key={currency} className="font-[650] text-[1.75rem] leading-9">
          <Money amountMinor={balanceMinor} currency={currency} emphasis="none" />
        </dd>
      ))}
      {isSeveral ? <dd className="text-ink-2 text-md">{t("payEach")}</dd> : null}
    </dl>
  );
}

function CaseRow({ slug, item }: { slug: string; item: Case }) {
  const t = useTranslations("portal.home");
  const locale = useLocale();
  const { refNo, counterpart, isOpen, overdueSince, openedOn, totals } = item;
  return (
    <li className="border-rule not-last:border-b">
      <Link
        href={`/portal/${slug}/cases/${pathOf(refNo)}`}
        className="grid grid-cols-[1fr_auto_auto] items-center gap-3 px-4 py-3 hover:bg-hover"
      >
        <span className="grid min-w-0">
          <span className="truncate font-[600]">{counterpart || refNo}</span>
          <span className="figures text-ink-2 text-md">
            {counterpart ? `${refNo} · ` : ""}
            <span className="whitespace-nowrap">
              {t("opened", { day: formatDay(openedOn, locale) })}
            </span>
          </span>
          {isOpen && overdueSince ? (
            <span className="figures text-danger text-md">
              {t("overdueSince")}{" "}
              <span className="whitespace-nowrap">{formatDay(overdueSince, locale)}</span>
            </span>
          ) : null}
          {isOpen ? null : <span className="text-ink-2 text-md">{t("closed")}</span>}
        </span>
        <span className={cx("grid text-right", !isOpen && "text-ink-2")}>
          {totals.map(({ currency, balanceMinor }) => (
            <Money key={currency} amountMinor={balanceMinor} currency={currency} emphasis="owed" />
          ))}
        </span>
        <ChevronRight className="size-5 text-ink-3" aria-hidden />
      </Link>
    </li>
  );
}
