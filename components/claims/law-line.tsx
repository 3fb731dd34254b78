"use client";

import { Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { Button } from "../ui/button";
import { LawDialog } from "./law-dialog";
import { type CaseClaimsData, currenciesOf } from "./rows";

export type CaseLaw = RouterOutput["claims"]["law"];
type LawLineProps = { caseId: number; data: CaseClaimsData };

/** Under what law the case stands, what orders its payments, and what of it nobody confirmed yet. */
export function LawLine({ caseId, data }: LawLineProps) {
  const t = useTranslations("claims");
  const may = useMay();
  const { data: law } = trpc.claims.law.useQuery({ caseId });
  const [isOpen, setOpen] = useState(false);
  if (!law) return null;
  const shown = law.laws.filter(({ currency }) => currenciesOf(data).includes(currency));
  return (
    <div className="flex flex-wrap items-center gap-x-2 pt-1 text-ink-2 text-xs">
      <Scale className="size-3.5 text-ink-3" aria-hidden />
      {shown.length === 0 ? <span>{t("law.noDebtor")}</span> : null}
      {shown.map(({ currency, jurisdiction, debtor, stage, order }) => (
        <span key={currency} className="flex flex-wrap items-center gap-x-2">
          <span>
            {[jurisdiction, debtor, stage].map((each) => t(`law.values.${each}`)).join(" · ")}
          </span>
          {law.agreedOrder ? null : (
            <span>
              {t("law.orderBy", { source: order?.source ?? "–" })}
              {order?.unsure ? <span className="text-warning"> {t("law.unsure")}</span> : null}
            </span>
          )}
        </span>
      ))}
      {law.agreedOrder ? <span>{t("law.agreed", { name: law.agreedOrder })}</span> : null}
      {may("claims:reverse") ? (
        <Button size="sm" kind="quiet" onClick={() => setOpen(true)}>
          {t("law.change")}
        </Button>
      ) : null}
      {isOpen ? <LawDialog caseId={caseId} law={law} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}
