"use client";

import { Minus, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Conversation } from "../clients/conversation";
import { DisputePanel } from "../clients/dispute-panel";
import { LetterWays } from "../clients/letter-ways";
import { RightPanel } from "../clients/right-panel";
import { CollegialParts } from "../collegial/collegial-parts";
import { ComputedPanels } from "../configuration/computed-panels";
import { OwnRuns } from "../configuration/own-runs";
import { useErrorText } from "../form/error-text";
import { CaseInsolvency } from "../insolvency/case-insolvency";
import { DealMails } from "../leads/deal-mails";
import { CaseHolds } from "../messages/case-holds";
import { NewMessageDialog } from "../messages/new-message-dialog";
import { CaseRequests } from "../requests/case-requests";
import { PageBody } from "../shell/page-header";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { SplitPane } from "../ui/split-pane";
import { MoveDialog } from "../workflow/move-dialog";
import { type Process, useProcesses } from "../workflow/processes";
import { AssignDialog } from "./assign-dialog";
import { AssignmentDialog } from "./assignment-dialog";
import type { CaseDialogName } from "./case-actions";
import type { CaseDetail, CaseParty } from "./case-detail";
import { CaseDetails } from "./case-details";
import { CaseHeader } from "./case-header";
import { CasePageSkeleton } from "./case-page-skeleton";
import { CaseParties } from "./case-parties";
import { CaseTabs } from "./case-tabs";
import { GroupDialog } from "./group-dialog";
import { MergeDialog } from "./merge-dialog";
import { AddPartyDialog, RemovePartyDialog } from "./party-dialog";
import { TagDialog } from "./tag-dialog";
import { useCaseChanged } from "./use-case-changed";
import { useHangingProcess } from "./use-hanging-process";

/** A case with everything about it. */
export function CasePage({ caseId }: { caseId: number }) {
  const query = trpc.cases.get.useQuery({ caseId });
  const processes = useProcesses();
  const errorText = useErrorText();
  const process = query.data && processes.of(...ruledBy(query.data));
  const isUnknown = Boolean(query.data && !processes.isPending && !process);
  // Another version came into force after the processes were read.
  const { refetch } = processes;
  const latest = useRef(refetch);
  latest.current = refetch;
  useEffect(() => {
    if (isUnknown) latest.current();
  }, [isUnknown]);
  const error = query.error ?? processes.error;
  const retry = () => {
    void query.refetch();
    refetch();
  };
  if (error) return <ErrorState onRetry={retry}>{errorText(error)}</ErrorState>;
  if (!query.data || processes.isPending) return <CasePageSkeleton />;
  if (!process) return <ErrorState onRetry={retry} />;
  return <LoadedCase detail={query.data} process={process} />;
}

const ruledBy = ({ category, fields, processVersion }: CaseDetail) =>
  [category, fields, processVersion] as const;

type LoadedProps = { detail: CaseDetail; process: Process };

type Opened =
  | { name: CaseDialogName; transition?: string }
  | { name: "removeParty"; party: CaseParty }
  | null;

function LoadedCase({ detail, process }: LoadedProps) {
  const t = useTranslations("cases");
  const may = useMay();
  const [opened, setOpened] = useState<Opened>(null);
  const open = (name: CaseDialogName) => setOpened({ name });
  const move = (transition: string) => setOpened({ name: "move", transition });
  const canEdit = may("cases:edit");
  const hanging = useHangingProcess(detail);
  return (
    <>
      <CaseHeader detail={detail} process={process} open={open} />
      <PageBody>
        <SplitPane
          handleLabel={t("page.sideHandle")}
          defaultWidth={348}
          side={
            <div className="grid gap-6 lg:pl-1">
              {may("registers:read") ? <CaseInsolvency caseId={detail.id} /> : null}
              <CaseParties
                detail={detail}
                actions={
                  canEdit ? (
                    <Button size="sm" kind="quiet" icon={Plus} onClick={() => open("party")}>
                      {t("party.add")}
                    </Button>
                  ) : null
                }
                partyActions={(party) =>
                  canEdit ? (
                    <IconButton
                      icon={Minus}
                      size="sm"
                      label={t("party.removeNamed", { name: party.fullName })}
                      onClick={() => setOpened({ name: "removeParty", party })}
                    />
                  ) : null
                }
              />
              <CaseDetails detail={detail} open={open} />
              <ComputedPanels place="case" id={detail.id} />
              <OwnRuns on="case" objectId={detail.id} />
              {may("messages:read") && process.hasLedger ? <CaseHolds detail={detail} /> : null}
              {process.hasLedger ? <LetterWays caseId={detail.id} /> : null}
            </div>
          }
        >
          <Correspondence {...{ detail, process }} />
          <CollegialParts {...{ detail, process }} place="page" />
          <CaseTabs
            detail={detail}
            process={process}
            onAssignment={
              may("cases:open") && hanging !== null ? () => open("assignment") : undefined
            }
            onMove={may("cases:move") ? move : undefined}
          />
        </SplitPane>
      </PageBody>
      <CaseDialogs {...{ detail, process, opened }} onClose={() => setOpened(null)} />
    </>
  );
}

/** What was written with whom the case is of, and what they ask and dispute. */
function Correspondence({ detail, process }: LoadedProps) {
  const may = useMay();
  const caseId = detail.id;
  switch (detail.category) {
    case "deal":
      return may("messages:read") ? <DealMails caseId={caseId} /> : null;
    case "request":
      return (
        <>
          <DisputePanel caseId={caseId} />
          <RightPanel caseId={caseId} />
          <Conversation caseId={caseId} />
        </>
      );
    default:
      return process.hasLedger ? (
        <>
          <CaseRequests caseId={caseId} />
          <DisputePanel caseId={caseId} />
        </>
      ) : null;
  }
}

type CaseDialogsProps = LoadedProps & { opened: Opened; onClose: () => void };

function CaseDialogs({ detail, process, opened, onClose }: CaseDialogsProps) {
  const changed = useCaseChanged();
  const hanging = useHangingProcess(detail);
  switch (opened?.name) {
    case "move":
      return (
        <MoveDialog
          {...{ detail, process, onClose }}
          transition={opened.transition}
          onMoved={() => changed(detail.id)}
        />
      );
    case "message":
      return <NewMessageDialog {...{ detail, process, onClose }} />;
    case "assignment":
      return hanging ? (
        <AssignmentDialog detail={detail} process={hanging} onClose={onClose} />
      ) : null;
    case "merge":
      return <MergeDialog {...{ detail, process, onClose }} />;
    case "assign":
      return <AssignDialog detail={detail} onClose={onClose} />;
    case "tag":
      return <TagDialog caseId={detail.id} onClose={onClose} />;
    case "group":
      return <GroupDialog detail={detail} onClose={onClose} />;
    case "party":
      return <AddPartyDialog {...{ detail, process, onClose }} />;
    case "removeParty":
      return <RemovePartyDialog {...{ detail, process, onClose }} party={opened.party} />;
    default:
      return null;
  }
}
