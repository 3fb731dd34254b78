"use client";

import { useTranslations } from "next-intl";
import type { RouterOutput } from "../api/crm";
import { CaseBalance } from "../cases/case-balance";
import { RefNo } from "../format/ref-no";
import { Badge } from "../ui/badge";
import { TextLink } from "../ui/button";
import { Section } from "../ui/section";
import { CaseState } from "../workflow/case-state";
import { type Processes, useProcesses } from "../workflow/processes";

type Debts = RouterOutput["requests"]["thread"]["debts"];

type Props = { debts: Debts; clientId: number | null };

/** What the request is about, or what its client owes: number, state, creditor, balance of today. */
export function RequestDebts({ debts, clientId }: Props) {
  const t = useTranslations("requests.debts");
  const processes = useProcesses();
  const { isAbout, items, count, isMore } = debts;
  if (items.length === 0) return null;
  return (
    <Section
      level={3}
      title={t(isAbout ? "about" : "ofClient")}
      count={isMore ? `${count}+` : count}
      className="mb-4"
    >
      <ul className="-mt-1 grid grid-cols-[minmax(0,1fr)] divide-y divide-rule">
        {items.map((debt) => (
          <DebtLine key={debt.caseId} debt={debt} processes={processes} />
        ))}
      </ul>
      {count > items.length && clientId !== null ? (
        <TextLink href={`/parties/${clientId}`} className="text-xs">
          {t("all")}
        </TextLink>
      ) : null}
    </Section>
  );
}

type LineProps = { debt: Debts["items"][number]; processes: Processes };

function DebtLine({ debt, processes }: LineProps) {
  const t = useTranslations("requests.debts");
  const { caseId, refNo, category, fields, processVersion, state, isOpen, balance } = debt;
  const creditor = debt.creditorName ? t("creditor", { name: debt.creditorName }) : "";
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1">
      <RefNo value={refNo} href={`/cases/${caseId}`} />
      {processes.isPending ? null : (
        <CaseState process={processes.of(category, fields, processVersion)} state={state} />
      )}
      {isOpen ? null : <Badge>{t("closed")}</Badge>}
      <span className="min-w-0 flex-1 truncate text-ink-2 text-xs" title={creditor || undefined}>
        {creditor}
      </span>
      {balance ? (
        <CaseBalance claimCount={debt.claimCount} {...balance} className="shrink-0" />
      ) : null}
    </li>
  );
}
