"use client";

import { Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useCodeText, useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Button, TextLink } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { toast } from "../ui/toast";
import type { PartyCard } from "./party-card";

type Merge = PartyCard["merges"][number];

/** Records that were merged into this one, each with the way back. */
export function PartyMerges({ party }: { party: PartyCard }) {
  return (
    <ul className="grid gap-1.5">
      {party.merges.map((merge) => (
        <MergeLine key={merge.mergeId} merge={merge} mayUndo={party.can.merge} />
      ))}
    </ul>
  );
}

function MergeLine({ merge, mayUndo }: { merge: Merge; mayUndo: boolean }) {
  const t = useTranslations("parties.merge");
  const errorText = useErrorText();
  const undo = useUndo();
  const [isAsking, setAsking] = useState(false);
  return (
    <li className="flex flex-wrap items-baseline gap-x-2">
      <TextLink href={`/parties/${merge.mergedId}`}>{merge.mergedName}</TextLink>
      <span className="text-ink-2 text-xs">
        {merge.byName ? `${merge.byName}, ` : null}
        <Instant value={merge.mergedAt} />
      </span>
      {mayUndo ? (
        <Button
          size="sm"
          kind="quiet"
          icon={Undo2}
          className="ml-auto"
          onClick={() => setAsking(true)}
        >
          {t("undo")}
        </Button>
      ) : null}
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("undoTitle")}
        description={t("undoText", { name: merge.mergedName })}
        confirmLabel={t("undo")}
        onConfirm={async () => {
          if (await undo.run(merge.mergeId)) setAsking(false);
        }}
        error={undo.error ? errorText(undo.error) : undefined}
      />
    </li>
  );
}

/** Undoes a merge and tells what stayed as it was changed since. */
export function useUndo() {
  const t = useTranslations("parties.merge");
  const codeText = useCodeText();
  const utils = trpc.useUtils();
  const undo = trpc.parties.undoMerge.useMutation();
  async function run(mergeId: number): Promise<boolean> {
    const done = await undo.mutateAsync({ mergeId }).catch(() => null);
    if (!done) return false;
    const left = done.left.map(({ code, params }) => codeText(code, params ?? {}) ?? code);
    if (left.length > 0) toast.warning(t("undoneLeft"), { description: left.join(" ") });
    else toast.success(t("undone"));
    void utils.parties.invalidate();
    void utils.cases.invalidate();
    return true;
  }
  return { run, error: undo.error };
}
