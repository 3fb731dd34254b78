"use client";

import { Shuffle } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PageBody, PageHeader } from "../shell/page-header";
import { useTimelineChanged } from "../timeline/use-timeline-changed";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { ErrorState } from "../ui/empty-state";
import { SkeletonRows } from "../ui/skeleton";
import { type LoadRow, openOf, TeamLoad } from "./team-load";

/** Who has how much to do, and dealing it out evenly. */
export function TeamPage() {
  const t = useTranslations("tasks");
  const errorText = useErrorText();
  const query = trpc.timeline.workload.useQuery();
  const [isAsking, setAsking] = useState(false);
  const [told, setTold] = useState<string | null>(null);
  const rows = query.data ?? [];
  const waiting = rows.filter(isWaiting).reduce((sum, row) => sum + openOf(row), 0);
  return (
    <>
      <PageHeader
        title={t("team.title")}
        breadcrumbs={[{ label: t("title"), href: "/tasks" }]}
        actions={
          <Button
            kind="primary"
            icon={Shuffle}
            disabled={waiting === 0}
            onClick={() => setAsking(true)}
          >
            {t("team.deal")}
          </Button>
        }
        subtitle={query.data ? t("team.waiting", { count: waiting }) : undefined}
      />
      <PageBody className="grid gap-4">
        {told ? (
          <Banner tone="positive" role="status">
            {told}
          </Banner>
        ) : null}
        {query.error ? (
          <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
        ) : query.data ? (
          <TeamLoad rows={rows} />
        ) : (
          <SkeletonRows rows={5} />
        )}
      </PageBody>
      {isAsking ? (
        <DealDialog
          rows={rows}
          waiting={waiting}
          onClose={() => setAsking(false)}
          onTold={setTold}
        />
      ) : null}
    </>
  );
}

/** Nobody's tasks, and those of people who are not here. */
const isWaiting = (row: LoadRow) => row.operatorId === null || row.isPresent === false;

type DealDialogProps = {
  rows: readonly LoadRow[];
  waiting: number;
  onClose: () => void;
  onTold: (text: string) => void;
};

function DealDialog({ rows, waiting, onClose, onTold }: DealDialogProps) {
  const t = useTranslations("tasks.team");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const distribute = trpc.timeline.distribute.useMutation();
  const [error, setError] = useState<string>();
  const present = rows.filter((row) => row.isPresent === true);
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("dealTitle", { count: waiting })}
      description={t("dealHint")}
      confirmLabel={t("confirm")}
      error={error}
      onConfirm={async () => {
        try {
          const { count, shares } = await distribute.mutateAsync({});
          const nameOf = (id: number) => rows.find((row) => row.operatorId === id)?.name ?? "";
          const names = shares.map((each) => `${nameOf(each.operatorId)} ${each.count}`);
          onTold([t("dealt", { count }), names.join(", ")].filter(Boolean).join(": "));
          void changed();
          onClose();
        } catch (caught) {
          setError(errorText(caught));
        }
      }}
    >
      <p className="text-ink-2">
        {present.length > 0
          ? t("among", { names: present.map((row) => row.name).join(", ") })
          : t("nobodyHere")}
      </p>
    </ConfirmDialog>
  );
}
