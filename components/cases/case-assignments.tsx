"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Day } from "../format/day";
import { RefNo } from "../format/ref-no";
import { Button, TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { CaseState } from "../workflow/case-state";
import { useProcesses } from "../workflow/processes";

type CaseAssignmentsProps = { caseId: number; onNew?: () => void };
type Assignment = RouterOutput["cases"]["assignments"]["items"][number];

const limit = 100;

/** What was given to somebody about this case, the soonest due first. */
export function CaseAssignments({ caseId, onNew }: CaseAssignmentsProps) {
  const t = useTranslations("cases.assignments");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.cases.assignments.useQuery({ parentCaseId: caseId, limit });
  const items = data?.items ?? [];
  if (items.length === 0 && !error && !onNew) return null;
  return (
    <Section
      title={t("title")}
      count={items.length > 0 ? items.length : undefined}
      actions={
        onNew ? (
          <Button size="sm" kind="quiet" icon={Plus} onClick={onNew}>
            {t("new")}
          </Button>
        ) : null
      }
    >
      {error && !data ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : !data ? (
        <SkeletonLines lines={1} />
      ) : items.length === 0 ? (
        <p className="text-ink-3">{t("none")}</p>
      ) : (
        <ul className="grid divide-y divide-rule">
          {items.map((item) => (
            <Line key={item.id} item={item} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Line({ item }: { item: Assignment }) {
  const t = useTranslations("cases.assignments");
  const processes = useProcesses();
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
      <TextLink href={`/cases/${item.id}`} className="min-w-0 font-[550]">
        {item.title}
      </TextLink>
      <RefNo value={item.refNo} className="text-ink-3 text-xs" />
      <CaseState process={processes.of(item.category)} state={item.state} />
      <span className="ml-auto flex items-baseline gap-x-3 text-ink-2 text-xs">
        <span>{item.ownerName}</span>
        {item.dueOn ? (
          <span>
            {t("due")} <Day value={item.dueOn} />
          </span>
        ) : null}
      </span>
    </li>
  );
}
