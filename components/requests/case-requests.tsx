"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { RefNo } from "../format/ref-no";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import { Section } from "../ui/section";
import { CaseState } from "../workflow/case-state";
import { type Processes, useProcesses } from "../workflow/processes";
import { PRIORITY_TONES } from "./use-words";

type CaseRequestsData = RouterOutput["requests"]["ofCase"];

/** Requests about a case, for who may see requests; nothing where nobody asked. */
export function CaseRequests({ caseId }: { caseId: number }) {
  const mayRead = useMay()("cases:read");
  const errorText = useErrorText();
  const t = useTranslations("requests.ofCase");
  const { data, error } = trpc.requests.ofCase.useQuery({ caseId }, { enabled: mayRead });
  if (error && !data) {
    return (
      <Section title={t("title")} className="mb-6">
        <Banner tone="danger">{errorText(error)}</Banner>
      </Section>
    );
  }
  return data && data.count > 0 ? <RequestList key={caseId} data={data} /> : null;
}

const SHOWN = 5;

/** The open ones stand first, so the rest may wait to be asked for. */
export function RequestList({ data }: { data: CaseRequestsData }) {
  const t = useTranslations("requests.ofCase");
  const processes = useProcesses();
  const [isWhole, setWhole] = useState(false);
  const { items, openCount, count } = data;
  const shown = isWhole ? items : items.slice(0, SHOWN);
  return (
    <Section
      title={t("title")}
      count={count}
      hint={openCount > 0 ? t("open", { count: openCount }) : undefined}
      className="mb-6"
    >
      <ul className="-mt-1 grid grid-cols-[minmax(0,1fr)] divide-y divide-rule">
        {shown.map((item) => (
          <RequestLine key={item.caseId} item={item} processes={processes} />
        ))}
      </ul>
      {shown.length < items.length ? (
        <Button kind="quiet" size="sm" className="mt-1" onClick={() => setWhole(true)}>
          {t("more", { count: items.length - shown.length })}
        </Button>
      ) : null}
    </Section>
  );
}

type LineProps = { item: CaseRequestsData["items"][number]; processes: Processes };

function RequestLine({ item, processes }: LineProps) {
  const t = useTranslations("requests");
  const { caseId, refNo, subject, kind, state, processVersion, fields, priority } = item;
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
      <RefNo value={refNo} className="text-ink-2" />
      <TextLink
        href={`/requests?request=${caseId}`}
        className="min-w-0 max-w-full truncate font-[550]"
        title={subject}
      >
        {subject}
      </TextLink>
      {kind ? <span className="text-ink-2 text-xs">{t(`kinds.${kind}`)}</span> : null}
      {priority === "high" || priority === "urgent" ? (
        <Badge tone={PRIORITY_TONES[priority]}>{t(`priorities.${priority}`)}</Badge>
      ) : null}
      {processes.isPending ? null : (
        <CaseState process={processes.of("request", fields, processVersion)} state={state} />
      )}
      <Instant
        value={item.resolvedAt ?? item.openedAt}
        style="relative"
        className="ml-auto text-ink-2 text-xs"
      />
    </li>
  );
}
