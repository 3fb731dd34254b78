"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { BirthNumber } from "../format/birth-number";
import { Button } from "../ui/button";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { CopyButton } from "../ui/copy-button";

type Props = { partyId: number; masked: string | null; mayReveal: boolean };

/** The masked number; those who may can have it shown, which is written down. */
export function PartyBirthNumber({ partyId, masked, mayReveal }: Props) {
  const t = useTranslations("parties");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const reveal = trpc.parties.revealBirthNumber.useMutation({ gcTime: 0 });
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState("");
  // Only here, for as long as the page stands: nothing keeps the number in clear.
  const [clear, setClear] = useState<string | null>(null);

  async function show(): Promise<void> {
    const answer = await reveal
      .mutateAsync({ partyId, reason: reason || undefined })
      .catch(() => null);
    if (!answer) return;
    setClear(answer.birthNumber);
    setAsking(false);
    setReason("");
    void utils.parties.get.invalidate({ partyId });
  }

  if (clear !== null) {
    return (
      <span className="inline-flex items-center gap-1.5">
        <BirthNumber text={clear} isMasked={false} />
        <CopyButton value={clear} label={t("fields.birthNumber")} />
        <Button size="sm" kind="quiet" onClick={() => setClear(null)}>
          {t("reveal.again")}
        </Button>
      </span>
    );
  }
  const button = (
    <Button size="sm" kind="quiet" icon={Eye} onClick={() => setAsking(true)}>
      {t("reveal.show")}
    </Button>
  );
  return (
    <>
      <BirthNumber text={masked} isMasked reveal={mayReveal && masked ? button : undefined} />
      <ConfirmDialog
        open={isAsking}
        onOpenChange={setAsking}
        title={t("reveal.title")}
        description={t("reveal.text")}
        confirmLabel={t("reveal.confirm")}
        onConfirm={show}
        error={reveal.error ? errorText(reveal.error) : undefined}
      >
        <Field label={t("reveal.reason")}>
          <TextInput value={reason} onChange={setReason} maxLength={500} autoComplete="off" />
        </Field>
      </ConfirmDialog>
    </>
  );
}
