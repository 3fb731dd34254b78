"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Money } from "../format/money";
import { RefNo } from "../format/ref-no";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { IconButton } from "../ui/icon-button";
import type { MenuAction, MenuEntry } from "../ui/menu-entries";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { type CandidateItem, CandidateList } from "./candidate-list";
import type { MovementRow } from "./movement-columns";
import { useMovementText } from "./reason-dialog";
import { useUndo } from "./undo";

type MovementPaneProps = {
  movement: MovementRow;
  /** Opens the one before or behind it in the list; -1, 1. */
  onStep: (by: -1 | 1) => void;
  /** It was decided: the next one that waits. */
  onDecided: () => void;
  onClose: () => void;
  entries: MenuEntry[];
};

/** One movement with whom it may pay; keys decide, and the next opens by itself. */
export function MovementPane(props: MovementPaneProps) {
  const { movement, onStep, onDecided, onClose, entries } = props;
  const t = useTranslations("bank.pane");
  const may = useMay();
  const described = useMovementText()(movement);
  const verbs = useCandidateVerbs(movement, onDecided);
  const waits = movement.state === "open" || movement.state === "parked";
  usePaneKeys({ onStep, onAccept: waits ? verbs.acceptBest : undefined });
  return (
    <Sheet
      open
      size="lg"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={described}
      actions={
        <>
          <IconButton icon={ChevronUp} label={t("previous")} onClick={() => onStep(-1)} />
          <IconButton icon={ChevronDown} label={t("next")} onClick={() => onStep(1)} />
        </>
      }
    >
      <div className="grid gap-4">
        <MovementFacts movement={movement} />
        {waits && may("bank:match") ? (
          <section aria-label={t("candidates")} className="grid gap-2">
            <h3 className="font-[600]">{t("candidates")}</h3>
            <CandidateList
              movement={movement}
              isBusy={verbs.isBusy}
              onAccept={verbs.accept}
              onRefuse={verbs.refuse}
            />
            <p className="text-ink-3 text-xs coarse:hidden">{t("keys")}</p>
          </section>
        ) : null}
        <Verbs entries={entries} />
      </div>
    </Sheet>
  );
}

const isAction = (entry: MenuEntry): entry is MenuAction =>
  entry.kind === undefined || entry.kind === "item";

/** What else may be decided, in sight: the same as in the menu of the row. */
function Verbs({ entries }: { entries: MenuEntry[] }) {
  const t = useTranslations("bank.pane");
  const actions = entries.filter(isAction);
  if (actions.length === 0) return null;
  return (
    <div role="toolbar" aria-label={t("more")} className="flex flex-wrap gap-2">
      {actions.map(({ label, icon, danger, onSelect }) => (
        <Button
          key={String(label)}
          size="sm"
          kind={danger ? "danger-quiet" : "secondary"}
          icon={icon}
          onClick={onSelect}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function MovementFacts({ movement }: { movement: MovementRow }) {
  const t = useTranslations("bank");
  const { correctedSymbol: symbol, variableSymbol: original, caseId, refNo } = movement;
  const corrected =
    symbol === null
      ? original
      : original === null
        ? t("pane.correctedBare", { symbol })
        : t("pane.corrected", { symbol, original });
  const decided = movement.decidedByName ? (
    <>
      {movement.decidedByName} · <Instant value={movement.decidedAt} />
    </>
  ) : null;
  return (
    <DefinitionList
      items={[
        { label: t("columns.counter"), value: movement.counterName },
        { label: t("columns.counterAccount"), value: movement.counterAccount },
        { label: t("columns.variableSymbol"), value: corrected },
        { label: "SS", value: movement.specificSymbol },
        { label: t("columns.message"), value: movement.message },
        { label: t("columns.reason"), value: <Badge>{t(`reasons.${movement.reason}`)}</Badge> },
        ...(caseId && refNo
          ? [
              {
                label: t("columns.case"),
                value: (
                  <>
                    <RefNo value={refNo} href={`/cases/${caseId}`} /> {movement.debtorName}
                  </>
                ),
              },
            ]
          : []),
        ...(movement.parts.length > 0
          ? [{ label: t("pane.parts"), value: <Parts movement={movement} /> }]
          : []),
        ...(decided ? [{ label: t("pane.decided"), value: decided }] : []),
        ...(movement.note ? [{ label: t("columns.note"), value: movement.note }] : []),
      ]}
    />
  );
}

function Parts({ movement }: { movement: MovementRow }) {
  return (
    <ul className="grid gap-0.5">
      {movement.parts.map(({ caseId, refNo, amountMinor }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: parts have no name of their own and keep their order
        <li key={at}>
          <RefNo value={refNo} href={`/cases/${caseId}`} />{" "}
          <Money amountMinor={amountMinor} currency={movement.currency} />
        </li>
      ))}
    </ul>
  );
}

function useCandidateVerbs(movement: MovementRow, onDecided: () => void) {
  const t = useTranslations("bank.pane");
  const errorText = useErrorText();
  const { decided } = useUndo();
  const utils = trpc.useUtils();
  const [isBusy, setBusy] = useState(false);
  const assign = trpc.bank.assign.useMutation();
  const refuse = trpc.bank.refuse.useMutation();
  const isSending = useRef(false);
  async function once(work: () => Promise<void>): Promise<void> {
    if (isSending.current) return;
    isSending.current = true;
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.error(errorText(error));
    } finally {
      isSending.current = false;
      setBusy(false);
    }
  }
  const movementId = movement.id;
  const accept = ({ caseId, claimId, refNo }: CandidateItem) =>
    once(async () => {
      const { decisionId } = await assign.mutateAsync({ movementId, caseId, claimId });
      decided(decisionId, t("accepted", { refNo }));
      onDecided();
    });
  return {
    isBusy,
    accept: (candidate: CandidateItem) => void accept(candidate),
    acceptBest: () => {
      const [best] = utils.bank.candidates.getData({ movementId }) ?? [];
      if (best && movement.amountMinor > 0) void accept(best);
    },
    refuse: ({ caseId, refNo }: CandidateItem) =>
      void once(async () => {
        const { decisionId } = await refuse.mutateAsync({ movementId, caseId });
        decided(decisionId, t("refused", { refNo }));
      }),
  };
}

/** Keys while the pane is the only thing open: a dialog above it has its own. */
function usePaneKeys(keys: { onStep: (by: -1 | 1) => void; onAccept?: () => void }): void {
  const { undo } = useUndo();
  const latest = useRef({ ...keys, undo });
  latest.current = { ...keys, undo };
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isPaneAlone(event.target)) return;
      const act = actOf(event, latest.current);
      if (!act) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

function actOf(
  event: KeyboardEvent,
  keys: { onStep: (by: -1 | 1) => void; onAccept?: () => void; undo: () => void },
): (() => void) | undefined {
  const isMod = event.ctrlKey || event.metaKey;
  if (isMod) return event.key.toLowerCase() === "z" ? () => keys.undo() : undefined;
  if (event.altKey) return undefined;
  if (event.key === "ArrowDown") return () => keys.onStep(1);
  if (event.key === "ArrowUp") return () => keys.onStep(-1);
  if (event.key.toLowerCase() === "a") return keys.onAccept;
  // A button that has the focus takes Enter itself.
  const isOnControl = event.target instanceof Element && event.target.closest("a, button");
  return event.key === "Enter" && !isOnControl ? keys.onAccept : undefined;
}

function isPaneAlone(target: EventTarget | null): boolean {
  const isTyping =
    target instanceof HTMLElement && target.closest("input, textarea, select, [role=combobox]");
  const open = document.querySelectorAll("[role=dialog], [role=alertdialog], [role=menu]");
  return !isTyping && open.length === 1;
}
