"use client";

import { useTranslations } from "next-intl";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Section } from "../ui/section";
import { FindingsTable } from "./findings-table";
import type { ImportDetail } from "./import-state";
import { TotalsTable } from "./totals-table";

/** What the check found and what publishing would bring; the last look before anything is written. */
export function CheckPanel({ detail, onEdit }: { detail: ImportDetail; onEdit: () => void }) {
  const t = useTranslations("imports.check");
  const errorText = useErrorText();
  const cache = trpc.useUtils();
  const refresh = () => cache.imports.get.invalidate({ importId: detail.id });
  const publish = trpc.imports.publish.useMutation({ onSuccess: refresh, onError: refresh });
  const again = trpc.imports.check.useMutation({ onSuccess: refresh, onError: refresh });
  const { errorRows, totalRows, options } = detail;
  const isHeld = errorRows > 0 && (options.mode === "all" || errorRows >= totalRows);
  const isNothing = !isHeld && bringsNothing(detail);
  return (
    <div className="grid gap-5">
      <Verdict detail={detail} isHeld={isHeld} />
      {isNothing ? <Banner tone="info">{t("nothing")}</Banner> : null}
      {isWithoutGroup(detail) ? <Banner tone="warning">{t("groupMissing")}</Banner> : null}
      {publish.error ? (
        <Banner tone="danger" role="alert">
          {errorText(publish.error)}
        </Banner>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          kind="primary"
          size="lg"
          disabled={isHeld}
          loading={publish.isPending}
          onClick={() => publish.mutate({ importId: detail.id })}
        >
          {t("publish")}
        </Button>
        <Button size="lg" onClick={onEdit}>
          {t("edit")}
        </Button>
        <Button
          size="lg"
          kind="quiet"
          loading={again.isPending}
          onClick={() => again.mutate({ importId: detail.id })}
        >
          {t("again")}
        </Button>
      </div>
      {detail.totals && detail.totals.lines.length + detail.totals.newParties > 0 ? (
        <Section title={t("title")}>
          <TotalsTable kind={detail.kind} totals={detail.totals} />
        </Section>
      ) : null}
      <FindingsTable detail={detail} />
    </div>
  );
}

function Verdict({ detail, isHeld }: { detail: ImportDetail; isHeld: boolean }) {
  const t = useTranslations("imports.check");
  const { errorRows, warningRows, totalRows, options } = detail;
  if (errorRows === 0) {
    return warningRows === 0 ? <Banner tone="positive">{t("clean")}</Banner> : null;
  }
  return (
    <Banner tone={isHeld ? "danger" : "warning"} title={t("hasErrors", { count: errorRows })}>
      {options.mode === "all" ? t("allOut") : t("keptOut", { count: totalRows - errorRows })}
    </Banner>
  );
}

function isWithoutGroup({ kind, options, mapping }: ImportDetail): boolean {
  if (kind !== "cases" || options.groupCode !== null) return false;
  return !mapping.some(({ target }) => target.to === "column" && target.key === "group");
}

function bringsNothing({ totals, kind }: ImportDetail): boolean {
  if (!totals || kind === "case-data" || kind === "cases") return false;
  return totals.newParties === 0 && totals.lines.every(({ count }) => count === 0);
}
