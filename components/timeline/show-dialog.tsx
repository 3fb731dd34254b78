"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useErrorText } from "../form/error-text";
import { FormActions } from "../form/form-actions";
import { Dialog } from "../ui/dialog";
import { toast } from "../ui/toast";
import type { TimelineEvent } from "./event";
import { useTimelineChanged } from "./use-timeline-changed";

type Props = { caseId: number; event: TimelineEvent; onClose: () => void };

/** Who of the case's people sees a document in the portal. */
export function ShowDialog({ caseId, event, onClose }: Props) {
  const t = useTranslations("papers.show");
  const people = useClients(caseId);
  const { chosen, toggle, save, error, isSaving } = useShowing(event, onClose);

  function submit(submitted: FormEvent) {
    submitted.preventDefault();
    submitted.stopPropagation();
    void save();
  }
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("title")}
      description={event.fileName ?? ""}
      size="sm"
    >
      <form className="grid gap-3" onSubmit={submit}>
        <p className="text-ink-2 text-sm">{t(people?.length === 0 ? "nobody" : "hint")}</p>
        <fieldset className="grid gap-2">
          <legend className="sr-only">{t("people")}</legend>
          {people?.map(({ partyId, name }) => (
            <Checkbox
              key={partyId}
              label={name}
              checked={chosen.includes(partyId)}
              onChange={() => toggle(partyId)}
            />
          ))}
        </fieldset>
        <FormActions
          submitLabel={t("save")}
          isSubmitting={isSaving}
          error={error}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

function useClients(caseId: number) {
  return trpc.portal.clientsOfCase.useQuery({ caseId }).data;
}

function useShowing(event: TimelineEvent, onClose: () => void) {
  const t = useTranslations("papers.show");
  const errorText = useErrorText();
  const changed = useTimelineChanged();
  const show = trpc.portal.showDocument.useMutation();
  const [chosen, setChosen] = useState(() => event.shownTo?.map(({ partyId }) => partyId) ?? []);
  const [error, setError] = useState<string>();
  const toggle = (partyId: number) =>
    setChosen((before) =>
      before.includes(partyId) ? before.filter((id) => id !== partyId) : [...before, partyId],
    );

  async function save(): Promise<void> {
    try {
      const { id: eventId, version } = event;
      await show.mutateAsync({ eventId, version, partyIds: chosen });
      toast.success(t("done"));
      onClose();
    } catch (caught) {
      setError(errorText(caught));
    }
    // Also after a refusal: somebody may have changed the event meanwhile.
    void changed();
  }
  return { chosen, toggle, save, error, isSaving: show.isPending };
}
