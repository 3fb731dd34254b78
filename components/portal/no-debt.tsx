import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/server/kernel/money";
import type { PortalOutput } from "../api/portal";
import { DoorLink as Link } from "./door-link";
import { IssuePaper } from "./issue-paper";
import { pathOf } from "./path-of";

interface Props {
  slug: string;
  /** Left out: of all the client's cases. */
  refNo?: string;
  offer: PortalOutput["noDebtOffer"];
  label: string;
  isMain?: boolean;
}

/** A confirmation that nothing is owed where there is one to be had, else what is in its way. */
export function NoDebt({ slug, refNo, offer, label, isMain = false }: Props) {
  const t = useTranslations("portal.papers");
  const refused = useTranslations("papers.errors");
  const locale = useLocale();
  if (!offer) return null;
  const { refusal } = offer;
  if (!refusal) {
    const asked = { kind: "noDebt" as const, ...(refNo ? { refNo } : {}) };
    return <IssuePaper slug={slug} asked={asked} label={label} isMain={isMain} />;
  }
  if (refusal.code !== "papers.owed") {
    return <p className="text-ink-2 text-md">{refused("nothing_to_confirm")}</p>;
  }
  const amount = formatMoney(refusal.amountMinor, refusal.currency, locale);
  return (
    <p className="text-ink-2 text-md">
      {refused("owed", { refNo: refusal.refNo, amount })}{" "}
      {refNo ? null : (
        <Link
          href={`/portal/${slug}/cases/${pathOf(refusal.refNo)}`}
          className="text-accent underline underline-offset-2"
        >
          {t("openCase", { refNo: refusal.refNo })}
        </Link>
      )}
    </p>
  );
}
