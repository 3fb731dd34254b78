"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { ConfirmVerb } from "../form/confirm-verb";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { LoadMore } from "../ui/load-more";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

type Item = RouterOutput["leads"]["quarantine"]["items"][number];
type Words = ((key: string) => string) & { has(key: string): boolean };

/** What forms sent and looks like no person's; nothing where there is none. */
export function Quarantine() {
  const t = useTranslations("leads.quarantine");
  const query = trpc.leads.quarantine.useInfiniteQuery(
    { limit: 50 },
    { getNextPageParam: (page) => page.nextCursor },
  );
  const errorText = useErrorText();
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (items.length === 0 && !query.error) return null;
  return (
    <Section title={t("title")} hint={t("hint")}>
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()} isRetrying={query.isFetching}>
          {errorText(query.error)}
        </ErrorState>
      ) : null}
      <ul className="grid gap-2">
        {items.map((item) => (
          <QuarantineItem key={item.id} item={item} />
        ))}
      </ul>
      <LoadMore
        hasMore={query.hasNextPage}
        isLoading={query.isFetchingNextPage}
        onLoad={() => void query.fetchNextPage()}
      />
    </Section>
  );
}

function QuarantineItem({ item }: { item: Item }) {
  const reasons = useTranslations("leads.quarantine.reasons") as unknown as Words;
  const may = useMay();
  const { formName, content, at } = item;
  return (
    <li className="rounded-lg border border-rule bg-surface p-3">
      <p className="flex flex-wrap items-center gap-1.5">
        <span className="font-[600]">{formName}</span>
        {item.reasons.map((reason) => (
          <Badge key={reason} tone="warning">
            {reasons.has(reason) ? reasons(reason) : reason}
          </Badge>
        ))}
        <Instant value={at} style="relative" className="ml-auto text-ink-2" />
      </p>
      <dl className="grid gap-x-3 py-1 sm:grid-cols-[10rem_1fr]">
        {Object.entries(content).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="truncate text-ink-2">{name}</dt>
            <dd className="line-clamp-4 whitespace-pre-line break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {may("messages:send") && may("cases:open") ? <Decision item={item} /> : null}
    </li>
  );
}

/** Released it makes a deal; what is thrown away is gone, and asked about first. */
function Decision({ item }: { item: Item }) {
  const t = useTranslations("leads.quarantine");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const decide = trpc.leads.decideSubmission.useMutation({
    // Said here: by then the list may have let this line go.
    onSuccess: ({ caseId }) => {
      if (caseId !== null) toast.success(t("released"));
      return utils.leads.invalidate();
    },
  });
  const release = () =>
    decide.mutate(
      { submissionId, isReleased: true },
      { onError: (error) => toast.error(errorText(error)) },
    );
  const [isRefusing, setRefusing] = useState(false);
  const { id: submissionId, formName, content } = item;
  const values = Object.values(content);
  const sender = values.find((value) => value.includes("@")) ?? values[0] ?? "";
  return (
    <>
      <p className="flex justify-end gap-1.5 pt-1">
        <Button
          size="sm"
          kind="quiet"
          aria-label={`${t("refuse")}: ${formName}, ${sender}`}
          onClick={() => setRefusing(true)}
        >
          {t("refuse")}
        </Button>
        <Button
          size="sm"
          aria-label={`${t("release")}: ${formName}, ${sender}`}
          loading={decide.isPending}
          onClick={release}
        >
          {t("release")}
        </Button>
      </p>
      {isRefusing ? (
        <ConfirmVerb
          title={t("refuseTitle", { name: formName })}
          description={t("refuseText")}
          confirmLabel={t("refuse")}
          doneText={t("refused")}
          run={() => decide.mutateAsync({ submissionId, isReleased: false })}
          onClose={() => setRefusing(false)}
        />
      ) : null}
    </>
  );
}
