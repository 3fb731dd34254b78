"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { liftRestrictionInput } from "@/server/domain/requests/inputs";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";

/** On a card: the processing of the person's data is restricted, and where that is lifted. */
export function RestrictionNote({ partyId }: { partyId: number }) {
  const t = useTranslations("requests.right");
  const may = useMay();
  const [isLifting, setLifting] = useState(false);
  const { data } = trpc.portal.restriction.useQuery({ partyId });
  if (!data) return null;
  return (
    <>
      <Banner
        tone="warning"
        className="mb-4"
        actions={
          may("privacy:decide") ? (
            <Button size="sm" onClick={() => setLifting(true)}>
              {t("lift")}
            </Button>
          ) : null
        }
      >
        {t("restricted", { refNo: data.refNo })}
      </Banner>
      {isLifting ? <LiftDialog partyId={partyId} onClose={() => setLifting(false)} /> : null}
    </>
  );
}

function LiftDialog({ partyId, onClose }: { partyId: number; onClose: () => void }) {
  const t = useTranslations("requests.right");
  const utils = trpc.useUtils();
  const lift = trpc.portal.liftRestriction.useMutation();
  const form = useZodForm({
    schema: liftRestrictionInput,
    initial: { partyId, reason: "" },
    onSubmit: (input) => lift.mutateAsync(input),
    onDone: () => {
      void utils.portal.invalidate();
      void utils.messages.holdsOfParty.invalidate();
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("lift")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("liftReason")} error={form.error("reason")} required>
          <TextInput {...form.text("reason")} />
        </Field>
        <FormActions
          submitLabel={t("lift")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}
