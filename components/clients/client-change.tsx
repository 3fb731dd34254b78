"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { valueText } from "../portal/value-text";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { toast } from "../ui/toast";
import { RejectDialog } from "./reject-dialog";

export type Change = RouterOutput["organisations"]["changes"][number];

const TONES = {
  applied: "neutral",
  waiting: "warning",
  accepted: "positive",
  rejected: "danger",
  withdrawn: "neutral",
  takenBack: "neutral",
} as const;

/** What a client said of one field, what stood there before, and what is done about it. */
export function ClientChangeRow({ change, isNamed }: { change: Change; isNamed: boolean }) {
  const t = useTranslations("clients.changes");
  const { field, before, after, state, reason } = change;
  return (
    <li className="grid gap-0.5 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        {isNamed ? (
          <TextLink href={`/parties/${change.partyId}`}>{change.partyName}</TextLink>
        ) : null}
        <span className="font-[550]">{t(`fields.${field}`)}</span>
        <span className="break-words">{valueText(after) || t("empty")}</span>
        <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
        <ChangeActions change={change} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-ink-2 text-xs">
        <span>{t("before", { value: valueText(before) || t("empty") })}</span>
        <span>
          {t("given", { name: change.givenByName })} <Instant value={change.givenAt} />
        </span>
        {change.decidedByName ? (
          <span>
            {change.decidedByName} {change.decidedAt ? <Instant value={change.decidedAt} /> : null}
          </span>
        ) : null}
        {reason ? <span>{t("because", { reason })}</span> : null}
      </p>
    </li>
  );
}

function ChangeActions({ change }: { change: Change }) {
  const t = useTranslations("clients.changes");
  const may = useMay();
  const { accept, reject, takeBack } = useDecisions();
  const [isRejecting, setRejecting] = useState(false);
  const { id: changeId, state, isLast } = change;
  if (!may("parties:edit")) return null;
  if (state === "waiting") {
    return (
      <span className="ml-auto flex gap-1">
        <Button size="sm" loading={accept.isPending} onClick={() => accept.mutate({ changeId })}>
          {t("accept")}
        </Button>
        <Button size="sm" kind="danger-quiet" onClick={() => setRejecting(true)}>
          {t("reject")}
        </Button>
        {isRejecting ? (
          <RejectDialog
            title={t("rejectTitle")}
            onClose={() => setRejecting(false)}
            onReject={(reason) => reject.mutateAsync({ changeId, reason })}
          />
        ) : null}
      </span>
    );
  }
  if (!isLast || (state !== "applied" && state !== "accepted")) return null;
  return (
    <Button
      size="sm"
      kind="quiet"
      className="ml-auto"
      loading={takeBack.isPending}
      onClick={() => takeBack.mutate({ changeId })}
    >
      {t("takeBack")}
    </Button>
  );
}

function useDecisions() {
  const t = useTranslations("clients.changes");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const changed = () => {
    void utils.organisations.invalidate();
    void utils.parties.invalidate();
  };
  const onSuccess = () => {
    toast.success(t("done"));
    changed();
  };
  const onError = (error: unknown) => {
    toast.error(errorText(error));
    changed();
  };
  return {
    accept: trpc.organisations.acceptChange.useMutation({ onSuccess, onError }),
    // A refusal of this one is said in its dialog.
    reject: trpc.organisations.rejectChange.useMutation({ onSuccess }),
    takeBack: trpc.organisations.takeBackChange.useMutation({ onSuccess, onError }),
  };
}
