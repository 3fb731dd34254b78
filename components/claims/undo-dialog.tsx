"use client";

import { useTranslations } from "next-intl";
import { z } from "zod";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import { useClaimsChanged } from "./use-claims-changed";

export type Undone = { what: "act" | "settlement" | "assignment" | "surplus"; id: number };
type UndoProps = { target: Undone; title: string; onClose: () => void };

const schema = z.object({
  reason: z.string().trim().min(1, "claims.reason_missing").max(500),
});

/** Takes a decision back with a reason; the rows of both stay. */
export function UndoDialog({ target, title, onClose }: UndoProps) {
  const t = useTranslations("claims.undo");
  const changed = useClaimsChanged();
  const undo = useUndo(target);
  const form = useZodForm({
    schema,
    initial: { reason: "" },
    onSubmit: ({ reason }) => undo(reason),
    onDone: () => {
      toast.success(t("done"));
      void changed();
      onClose();
    },
  });
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(target.what)}
      description={title}
    >
      <form {...form.props} className="grid gap-3">
        <p className="text-ink-2 text-xs">{t("hint")}</p>
        <Field label={t("reason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          danger
          submitLabel={t("submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useUndo({ what, id }: Undone): (reason: string) => Promise<void> {
  const act = trpc.claims.undoAct.useMutation();
  const settlement = trpc.claims.withdrawSettlement.useMutation();
  const assignment = trpc.claims.undoAssignment.useMutation();
  const surplus = trpc.claims.undoSurplus.useMutation();
  return (reason) => {
    switch (what) {
      case "act":
        return act.mutateAsync({ actId: id, reason });
      case "settlement":
        return settlement.mutateAsync({ settlementId: id, reason });
      case "assignment":
        return assignment.mutateAsync({ assignmentId: id, reason });
      case "surplus":
        return surplus.mutateAsync({ moveId: id, reason });
    }
  };
}
