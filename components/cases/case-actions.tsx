"use client";

import {
  Archive,
  ArchiveRestore,
  ClipboardCheck,
  Eye,
  FilePlus2,
  GitBranch,
  Merge,
  Send,
  Tag,
  UserPlus,
  UserRound,
} from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useAccount, useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useCustomActions } from "../configuration/use-custom-actions";
import { useErrorText } from "../form/error-text";
import { SendingRight } from "../messages/sending-right";
import { usePaletteActions } from "../shell/palette-context";
import { useShortcut } from "../shell/shortcuts";
import { Button } from "../ui/button";
import { MoreMenu } from "../ui/menu";
import { toast } from "../ui/toast";
import { useProcesses } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";
import { useCaseChanged } from "./use-case-changed";
import { useHangingProcess } from "./use-hanging-process";

/** What is open over the page of a case. */
export type CaseDialogName =
  | "move"
  | "message"
  | "assign"
  | "tag"
  | "group"
  | "party"
  | "assignment"
  | "merge";

type CaseActionsProps = {
  detail: CaseDetail;
  open: (dialog: CaseDialogName) => void;
};

/** Buttons of a case, its shortcuts, and the same in the palette. */
export function CaseActions({ detail, open }: CaseActionsProps) {
  const { move, message, entries } = useOffers({ detail, open });
  const custom = useCustomActions("case", detail.id);
  const own = custom.entriesOf(detail.id);
  useCaseShortcuts(open, useHangingProcess(detail) !== null);
  useOffered(
    [move, message, ...entries].flatMap((each) => each ?? []),
    detail.id,
  );
  return (
    <>
      {entries.length + own.length > 0 ? (
        <MoreMenu
          entries={[
            ...entries.map(({ label, icon, shortcut, run }) => ({
              label,
              icon,
              shortcut,
              onSelect: run,
            })),
            ...(own.length > 0 ? [{ kind: "separator" as const }] : []),
            ...own,
          ]}
        />
      ) : null}
      {custom.buttonsOf(detail.id)}
      {custom.dialog}
      {message ? (
        <Button icon={message.icon} onClick={message.run}>
          {message.label}
        </Button>
      ) : (
        <SendingRight />
      )}
      {move ? (
        <Button kind="primary" icon={GitBranch} onClick={move.run}>
          {move.label}
        </Button>
      ) : null}
    </>
  );
}

type Offered = { id: string; label: string; icon: typeof Tag; shortcut?: string; run: () => void };

/** What this person may do with this case. */
function useOffers({ detail, open }: CaseActionsProps): {
  move: Offered | null;
  message: Offered | null;
  entries: Offered[];
} {
  const t = useTranslations();
  const may = useMay();
  const toggleArchive = useArchive(detail);
  const hanging = useHangingProcess(detail);
  const readers = useReaders(detail);
  const canMerge = useProcesses().of(detail.category, detail.fields)?.canMerge ?? false;
  const offer = (offered: Omit<Offered, "run">, run: () => void): Offered => ({ ...offered, run });
  const dialog = (id: CaseDialogName, rest: Omit<Offered, "run" | "id">) =>
    offer({ id, ...rest }, () => open(id));
  const isArchived = detail.archivedAt !== null;
  const archive = t(isArchived ? "cases.actions.unarchive" : "cases.actions.archive");
  const offers: [boolean, Offered][] = [
    [
      may("cases:assign"),
      dialog("assign", { label: t("cases.actions.assign"), icon: UserRound, shortcut: "a" }),
    ],
    [may("cases:edit"), dialog("tag", { label: t("cases.actions.tag"), icon: Tag, shortcut: "s" })],
    [
      may("cases:edit"),
      dialog("party", { label: t("cases.actions.addParty"), icon: UserPlus, shortcut: "p" }),
    ],
    [
      may("cases:open") && hanging !== null,
      dialog("assignment", {
        label: t("cases.assignments.new"),
        icon: ClipboardCheck,
        shortcut: "o",
      }),
    ],
    [
      may("cases:edit") && may("cases:move") && canMerge && !detail.mergedIntoId,
      dialog("merge", { label: t("cases.merge.action"), icon: Merge }),
    ],
    [
      may("cases:archive"),
      offer(
        { id: "archive", label: archive, icon: isArchived ? ArchiveRestore : Archive },
        toggleArchive,
      ),
    ],
  ];
  const move = dialog("move", {
    label: t("workflow.move.action"),
    icon: GitBranch,
    shortcut: "m",
  });
  const message = dialog("message", {
    label: t("messages.new.action"),
    icon: Send,
    shortcut: "z",
  });
  const applications = useApplications(detail);
  return {
    move: may("cases:move") ? move : null,
    message: may("messages:send") ? message : null,
    entries: [
      ...offers.filter(([isAllowed]) => isAllowed).map(([, each]) => each),
      ...(may("cases:open") ? applications : []),
      ...(may("audit:read") ? [readers] : []),
    ],
  };
}

/** Leads to who has looked at the case. */
function useReaders({ id }: CaseDetail): Offered {
  const t = useTranslations("audit.reads");
  const router = useRouter();
  const run = () => router.push(`/audit/reads?case=${id}`);
  return { id: "readers", label: t("whoRead"), icon: Eye, run };
}

/** What may be applied for about this case: the form of a new case that hangs on it. */
function useApplications(detail: CaseDetail): Offered[] {
  const router = useRouter();
  const { role } = useAccount();
  return useProcesses()
    .categories.filter(({ parentCategories }) => parentCategories.includes(detail.category))
    .filter(({ openRoles }) => openRoles.includes(role))
    .map(({ category, name }) => ({
      ...{ id: `open-${category}`, label: name, icon: FilePlus2 },
      run: () => router.push(`/cases/new?category=${category}&about=${detail.id}`),
    }));
}

/** Actions of the page in the palette. Their functions change at every draw, their names do not. */
function useOffered(actions: Offered[], caseId: number): void {
  const key = actions.map(({ id, label }) => `${id} ${label}`).join("\n");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the palette keeps what was offered first.
  const offered = useMemo(
    () => actions.map((action) => ({ ...action, id: `case:${action.id}` })),
    [key, caseId],
  );
  usePaletteActions("case", offered);
}

function useCaseShortcuts(open: (dialog: CaseDialogName) => void, canGive: boolean): void {
  const t = useTranslations();
  const may = useMay();
  const group = "general" as const;
  useShortcut(
    { keys: "m", label: t("workflow.move.action"), group, run: () => open("move") },
    may("cases:move"),
  );
  useShortcut(
    { keys: "z", label: t("messages.new.action"), group, run: () => open("message") },
    may("messages:send"),
  );
  useShortcut(
    { keys: "a", label: t("cases.actions.assign"), group, run: () => open("assign") },
    may("cases:assign"),
  );
  useShortcut(
    { keys: "s", label: t("cases.actions.tag"), group, run: () => open("tag") },
    may("cases:edit"),
  );
  useShortcut(
    { keys: "o", label: t("cases.assignments.new"), group, run: () => open("assignment") },
    may("cases:open") && canGive,
  );
  useShortcut(
    { keys: "p", label: t("cases.actions.addParty"), group, run: () => open("party") },
    may("cases:edit"),
  );
}

/** Puts the case away or back at once; a refusal brings the old look back. */
function useArchive(detail: CaseDetail): () => void {
  const t = useTranslations("cases.actions");
  const utils = trpc.useUtils();
  const errorText = useErrorText();
  const changed = useCaseChanged();
  const archive = trpc.cases.archive.useMutation();
  const isArchived = detail.archivedAt === null;
  return () => {
    const key = { caseId: detail.id };
    utils.cases.get.setData(key, (before) =>
      before ? { ...before, archivedAt: isArchived ? new Date() : null } : before,
    );
    archive.mutate(
      { caseIds: [detail.id], isArchived },
      {
        onSuccess: () => toast.success(t(isArchived ? "archived" : "unarchived")),
        onError: (error) => toast.error(errorText(error)),
        onSettled: () => void changed(detail.id),
      },
    );
  };
}
