"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useCaseChanged } from "../cases/use-case-changed";
import { useErrorText } from "../form/error-text";
import { Badge } from "../ui/badge";
import { Banner } from "../ui/banner";
import { Button, TextLink } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { AnswerRightDialog } from "./answer-right-dialog";

type Right = NonNullable<RouterOutput["portal"]["right"]>;
type Asked = "refuse" | "restrict" | "propose" | "approve";

/** What a request asks of the person's data: until when, what the law holds, and the decision. */
export function RightPanel({ caseId }: { caseId: number }) {
  const t = useTranslations("requests.right");
  const locale = useLocale();
  const { data } = trpc.portal.right.useQuery({ caseId });
  if (!data) return null;
  const { outcome } = data;
  return (
    <Section title={t(`titles.${data.kind}`)} className="mb-6">
      <div className="grid gap-3">
        <DefinitionList
          items={[
            {
              label: t("person"),
              value: <TextLink href={`/parties/${data.partyId}`}>{data.partyName}</TextLink>,
            },
            { label: t("due"), value: formatDay(data.dueOn, locale) },
          ]}
        />
        {outcome ? (
          <p className="flex flex-wrap items-center gap-2">
            <Badge>{t(`outcomes.${outcome}`)}</Badge>
            <span className="text-ink-2">{data.decidedName ?? ""}</span>
          </p>
        ) : (
          <Decision caseId={caseId} right={data} />
        )}
      </div>
    </Section>
  );
}

function Decision({ caseId, right }: { caseId: number; right: Right }) {
  const t = useTranslations("requests.right");
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  if (!may("privacy:decide")) return <p className="text-ink-2">{t("mayNot")}</p>;
  const isErasure = right.kind === "erasure";
  const isClear = right.holds?.length === 0;
  return (
    <>
      {isErasure ? <Holds holds={right.holds ?? []} /> : null}
      {right.proposedName ? (
        <Banner tone="warning">{t("proposed", { name: right.proposedName })}</Banner>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {isErasure ? null : (
          <Button kind="primary" onClick={() => setAsked("restrict")}>
            {t("restrict")}
          </Button>
        )}
        {isErasure && isClear && right.proposedName === null ? (
          <Button kind="primary" onClick={() => setAsked("propose")}>
            {t("propose")}
          </Button>
        ) : null}
        {isErasure && isClear && right.isForMe ? (
          <Button kind="danger" onClick={() => setAsked("approve")}>
            {t("approve")}
          </Button>
        ) : null}
        <Button onClick={() => setAsked("refuse")}>{t("refuse")}</Button>
      </div>
      {asked === "refuse" || asked === "restrict" ? (
        <AnswerRightDialog caseId={caseId} act={asked} kind={right.kind} onClose={close} />
      ) : null}
      {asked === "propose" || asked === "approve" ? (
        <EraseDialog caseId={caseId} refNo={right.refNo} act={asked} onClose={close} />
      ) : null}
    </>
  );
}

function Holds({ holds }: { holds: NonNullable<Right["holds"]> }) {
  const t = useTranslations("requests.right");
  const locale = useLocale();
  if (holds.length === 0) return <p className="text-ink-2">{t("noHolds")}</p>;
  return (
    <div className="grid gap-1">
      <p className="font-[550]">{t("holds")}</p>
      <ul aria-label={t("holds")} className="divide-y divide-rule border-rule border-y">
        {holds.map(({ kind, count, untilOn }) => (
          <li key={kind} className="flex flex-wrap justify-between gap-x-4 py-1">
            <span>{t(`kinds.${kind}`, { count })}</span>
            <span className="figures text-ink-2">
              {untilOn ? t("until", { day: formatDay(untilOn, locale) }) : t("untilCause")}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface EraseProps {
  caseId: number;
  refNo: string;
  act: "propose" | "approve";
  onClose: () => void;
}

function EraseDialog({ caseId, refNo, act, onClose }: EraseProps) {
  const t = useTranslations("requests.right");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const changed = useCaseChanged();
  const onSuccess = () => {
    void utils.portal.invalidate();
    void changed(caseId);
    onClose();
  };
  const propose = trpc.portal.proposeErasure.useMutation({ onSuccess });
  const approve = trpc.portal.approveErasure.useMutation({ onSuccess });
  const mutation = act === "propose" ? propose : approve;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(act)}
      description={t("eraseHint")}
      confirmLabel={t(act)}
      danger
      typedWord={refNo}
      error={mutation.error ? errorText(mutation.error) : undefined}
      onConfirm={() => mutation.mutate({ caseId, confirmRefNo: refNo })}
    />
  );
}
