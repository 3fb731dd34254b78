"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { valueText } from "../portal/value-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { Button, TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { ClientChangeRow } from "./client-change";
import { RejectDialog } from "./reject-dialog";
import { sightKey } from "./sight-key";

type Join = RouterOutput["organisations"]["waitingJoins"][number];

/** What clients wait for: changes of their data, and to belong to an organisation. */
export function WaitingPage() {
  const t = useTranslations("clients");
  const parties = useTranslations("parties");
  const may = useMay();
  return (
    <>
      <PageHeader
        breadcrumbs={[{ label: parties("title"), href: "/parties" }]}
        title={t("queue.title")}
      />
      <PageBody>
        <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-6">
          {may("parties:edit") ? <Changes /> : null}
          {may("portal:invite") ? <Joins /> : null}
        </div>
      </PageBody>
    </>
  );
}

function Changes() {
  const t = useTranslations("clients.queue");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.organisations.waitingChanges.useQuery();
  return (
    <Section title={t("changes")} count={data?.length}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <ul className="divide-y divide-rule">
          {data.map((change) => (
            <ClientChangeRow key={change.id} change={change} isNamed />
          ))}
        </ul>
      ) : (
        <SkeletonLines lines={4} />
      )}
      {data?.length === 0 ? <p className="text-ink-2">{t("noChanges")}</p> : null}
    </Section>
  );
}

function Joins() {
  const t = useTranslations("clients.queue");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.organisations.waitingJoins.useQuery();
  return (
    <Section title={t("joins")} count={data?.length}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <ul className="divide-y divide-rule">
          {data.map((join) => (
            <JoinRow key={join.id} join={join} />
          ))}
        </ul>
      ) : (
        <SkeletonLines lines={4} />
      )}
      {data?.length === 0 ? <p className="text-ink-2">{t("noJoins")}</p> : null}
    </Section>
  );
}

function JoinRow({ join }: { join: Join }) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [isRejecting, setRejecting] = useState(false);
  const changed = () => void utils.organisations.invalidate();
  const onSuccess = () => {
    toast.success(t("changes.done"));
    changed();
  };
  const accept = trpc.organisations.acceptJoin.useMutation({
    onSuccess,
    onError: (error) => {
      toast.error(errorText(error));
      changed();
    },
  });
  const reject = trpc.organisations.rejectJoin.useMutation({ onSuccess });
  const { id: joinId, given } = join;
  return (
    <li className="grid gap-0.5 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-[550]">{join.name}</span>
        <span className="text-ink-2">{join.email}</span>
        <TextLink href={`/parties/${join.organisationId}`}>{join.organisationName}</TextLink>
        <span className="text-ink-2">
          {join.isFounder ? t("queue.founder") : t(sightKey(join.sight))}
        </span>
        <span className="ml-auto flex gap-1">
          <Button size="sm" loading={accept.isPending} onClick={() => accept.mutate({ joinId })}>
            {t("changes.accept")}
          </Button>
          <Button size="sm" kind="danger-quiet" onClick={() => setRejecting(true)}>
            {t("changes.reject")}
          </Button>
        </span>
      </div>
      <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
        <Instant value={join.askedAt} />
        {given ? <span>{t("queue.given", { text: valueText(given) })}</span> : null}
      </p>
      {isRejecting ? (
        <RejectDialog
          title={t("queue.rejectJoin")}
          onClose={() => setRejecting(false)}
          onReject={(reason) => reject.mutateAsync({ joinId, reason })}
        />
      ) : null}
    </li>
  );
}
