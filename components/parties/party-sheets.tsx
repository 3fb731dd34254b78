"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { PartyKind } from "@/db/values/parties";
import { partyInput } from "@/server/domain/parties/inputs";
import { trpc } from "../api/crm";
import { Checkbox } from "../form/checkbox";
import { useZodForm } from "../form/use-zod-form";
import { Button } from "../ui/button";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { DuplicateWarning } from "./duplicate-warning";
import type { PartyCard } from "./party-card";
import { draftOf, emptyParty } from "./party-draft";
import { fieldOfCode, PartyFormBody } from "./party-form";
import { useDuplicates } from "./use-duplicates";

export type CreatedParty = { partyId: number; fullName: string };

export type CreatePartySheetProps = {
  /** What was typed into a picker before. */
  initialName?: string;
  initialKind?: PartyKind;
  onClose: () => void;
  onCreated: (party: CreatedParty) => void;
  /** Given, a found duplicate can be taken instead. */
  onUse?: (party: { id: number; fullName: string }) => void;
};

/** A new party beside whatever asked for it, with a warning about duplicates while it is typed. */
export function CreatePartySheet(props: CreatePartySheetProps) {
  const { initialName, initialKind, onClose, onCreated, onUse } = props;
  const t = useTranslations("parties");
  const utils = trpc.useUtils();
  const create = trpc.parties.create.useMutation();
  const [isKnownToDiffer, setKnown] = useState(false);
  const form = useZodForm({
    schema: partyInput,
    initial: emptyParty(initialName, initialKind),
    fieldOfCode,
    onSubmit: async (value): Promise<unknown> => {
      const { partyId } = await create.mutateAsync({ ...value, isKnownToDiffer });
      toast.success(t("form.created", { name: value.fullName }));
      void utils.parties.invalidate();
      onCreated({ partyId, fullName: value.fullName });
      return partyId;
    },
  });
  const hits = useDuplicates(form.values);
  const asksWhetherKnown = hits.length > 0 && !hits.some((hit) => hit.isCertain);
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("form.createTitle")}
    >
      <PartyFormBody
        form={form}
        onCancel={onClose}
        foot={
          asksWhetherKnown ? (
            <Checkbox
              label={t("duplicates.isAnother")}
              checked={isKnownToDiffer}
              onChange={setKnown}
            />
          ) : null
        }
        submitLabel={t(isKnownToDiffer && asksWhetherKnown ? "form.createAnyway" : "form.create")}
      >
        <DuplicateWarning hits={hits} onUse={onUse} />
      </PartyFormBody>
    </Sheet>
  );
}

type EditProps = { party: PartyCard; onClose: () => void };

/** Changes of a stored party; somebody else's change in between is named, nothing is overwritten. */
export function EditPartySheet({ party, onClose }: EditProps) {
  const t = useTranslations("parties");
  const utils = trpc.useUtils();
  const update = trpc.parties.update.useMutation();
  const form = useZodForm({
    schema: partyInput,
    initial: draftOf(party),
    fieldOfCode,
    onSubmit: async (value): Promise<unknown> => {
      const { version } = await update.mutateAsync({
        ...value,
        partyId: party.id,
        version: party.version,
      });
      toast.success(t("form.saved"));
      await Promise.all([utils.parties.invalidate(), utils.cases.invalidate()]);
      onClose();
      return version;
    },
  });
  const hits = useDuplicates(form.values, party.id);
  const reload = (
    <Button
      onClick={() => {
        void utils.parties.get.invalidate({ partyId: party.id });
        onClose();
      }}
    >
      {t("form.reload")}
    </Button>
  );
  return (
    <Sheet
      open
      onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}
      title={t("form.editTitle")}
      description={party.fullName}
    >
      <PartyFormBody
        form={form}
        storedBirthNumber={party.birthNumberMasked}
        onCancel={onClose}
        foot={form.formError ? reload : null}
      >
        <DuplicateWarning hits={form.isDirty ? hits : []} />
      </PartyFormBody>
    </Sheet>
  );
}
