"use client";

import { UsersRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonRows } from "../ui/skeleton";
import type { Process } from "../workflow/processes";
import { ActionLine } from "./action-line";
import { AssignDialog } from "./assign-dialog";
import { DecideDialog } from "./decide-dialog";
import { DecisionHistory } from "./decision-history";
import { WithdrawDialog } from "./withdraw-dialog";

export type CaseActions = RouterOutput["collegial"]["ofCase"];
export type CollegialAction = CaseActions["items"][number];
type Asked = { kind: "assign" } | { kind: "decide" | "withdraw"; action: CollegialAction } | null;

/** What colleagues are asked to do together on a case, and what came of it. */
export function CaseCollegial({ caseId, process }: { caseId: number; process: Process }) {
  const t = useTranslations("collegial");
  const errorText = useErrorText();
  const may = useMay();
  const query = trpc.collegial.ofCase.useQuery({ caseId });
  const [asked, setAsked] = useState<Asked>(null);
  const close = () => setAsked(null);
  const { data } = query;
  const canAsk = may("collegial:assign") && (data?.kinds.length ?? 0) > 0;
  return (
    <Section
      title={t("title")}
      id="collegial"
      count={data?.items.filter(({ withdrawnAt }) => withdrawnAt === null).length || undefined}
      actions={
        canAsk ? (
          <Button size="sm" icon={UsersRound} onClick={() => setAsked({ kind: "assign" })}>
            {t("assign.action")}
          </Button>
        ) : null
      }
    >
      {query.error ? (
        <ErrorState onRetry={() => void query.refetch()}>{errorText(query.error)}</ErrorState>
      ) : data === undefined ? (
        <SkeletonRows rows={2} />
      ) : (
        <Actions {...{ data, process }} onAsk={setAsked} />
      )}
      {asked?.kind === "assign" && data ? (
        <AssignDialog {...{ caseId, process }} kinds={data.kinds} onClose={close} />
      ) : null}
      {asked?.kind === "decide" ? (
        <DecideDialog
          action={{
            ...{ ...asked.action, caseId },
            actionId: asked.action.id,
            forId: asked.action.mine?.forId ?? null,
            forName: asked.action.mine?.forName ?? null,
          }}
          onClose={close}
        />
      ) : null}
      {asked?.kind === "withdraw" ? <WithdrawDialog action={asked.action} onClose={close} /> : null}
    </Section>
  );
}

type ActionsProps = { data: CaseActions; process: Process; onAsk: (asked: Asked) => void };

function Actions({ data, process, onAsk }: ActionsProps) {
  const t = useTranslations("collegial");
  const may = useMay();
  if (data.items.length === 0) return <p className="py-1 text-ink-2">{t("empty")}</p>;
  return (
    <>
      <ul className="-mt-2">
        {data.items.map((action) => (
          <ActionLine
            key={action.id}
            {...{ action, process }}
            decision={data.decisions.find(
              ({ actionId, isStanding }) => actionId === action.id && isStanding,
            )}
            onDecide={() => onAsk({ kind: "decide", action })}
            onWithdraw={
              may("collegial:assign") && action.mayWithdraw
                ? () => onAsk({ kind: "withdraw", action })
                : undefined
            }
          />
        ))}
      </ul>
      <DecisionHistory {...{ data }} />
    </>
  );
}
