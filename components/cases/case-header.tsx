"use client";

import { useLocale, useTranslations } from "next-intl";
import { dayOf, formatDay } from "@/server/kernel/days";
import { RefNo } from "../format/ref-no";
import { PartiesBadges } from "../registers/insolvency";
import { PageHeader } from "../shell/page-header";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { CaseState } from "../workflow/case-state";
import type { Process } from "../workflow/processes";
import { Stages } from "../workflow/stages";
import { BalanceBlock } from "./balance-block";
import { CaseActions, type CaseDialogName } from "./case-actions";
import type { CaseDetail } from "./case-detail";
import { TagChips } from "./tag-chips";
import { useEffectNames } from "./use-effect-names";

type CaseHeaderProps = {
  detail: CaseDetail;
  process: Process;
  open: (dialog: CaseDialogName) => void;
};

/** Number, debtor, state, tags; under them what is owed and how far the case has come. */
export function CaseHeader({ detail, process, open }: CaseHeaderProps) {
  const t = useTranslations("cases");
  const locale = useLocale();
  const day = (at: Date) => formatDay(dayOf(at), locale);
  return (
    <PageHeader
      breadcrumbs={[
        { label: t("title"), href: "/cases" },
        { label: process.name, href: `/cases?category=${detail.category}` },
      ]}
      title={
        <span className="flex flex-wrap items-baseline gap-x-2.5">
          <RefNo value={detail.refNo} className="text-ink-2" />{" "}
          {detail.debtorName || detail.fields.subject}
        </span>
      }
      aside={
        <>
          <span title={t("page.stateSince", { day: day(detail.stateSince) })}>
            <CaseState process={process} state={detail.state} look="wash" />
          </span>
          {detail.closedAt ? (
            <Badge>{t("page.closedOn", { day: day(detail.closedAt) })}</Badge>
          ) : null}
          {detail.archivedAt ? <Badge>{t("page.archived")}</Badge> : null}
          <PartiesBadges parties={detail.parties} titleName={detail.debtorName} />
          <TagChips detail={detail} />
        </>
      }
      actions={<CaseActions detail={detail} open={open} />}
      subtitle={
        <div className="mt-2 grid gap-3">
          <Forbidden detail={detail} />
          <div className="flex flex-wrap items-end gap-x-10 gap-y-3">
            <BalanceBlock detail={detail} />
            <Stages process={process} state={detail.state} className="min-w-64 flex-1" />
          </div>
        </div>
      }
    />
  );
}

/** What the tags in force forbid; said before anybody calls or writes. */
function Forbidden({ detail }: { detail: CaseDetail }) {
  const t = useTranslations("cases.tags");
  const effectNames = useEffectNames();
  if (detail.effects.length === 0) return null;
  const isHard = detail.effects.includes("do_not_contact");
  return (
    <Banner tone={isHard ? "danger" : "warning"}>
      {t("inForce", { effects: effectNames(detail.effects).join(", ") })}
    </Banner>
  );
}
