"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { LANGUAGES } from "@/db/values/access";
import { INVITATION_CHANNELS, PORTAL_SIGHTS } from "@/db/values/portal";
import { inviteClientInput } from "@/server/domain/portal/inputs";
import { dayOf, formatDay } from "@/server/kernel/days";
import { doorLink, wholeLink } from "@/server/kernel/door-link";
import { QrCode } from "../access/qr-code";
import { type RouterOutput, trpc } from "../api/crm";
import { Field } from "../form/field";
import { FormActions } from "../form/form-actions";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { useZodForm } from "../form/use-zod-form";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Button } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { Dialog } from "../ui/dialog";
import { sightKey } from "./sight-key";

export type Made = RouterOutput["portal"]["invite"] & { mailedTo: string | null; isText?: boolean };
type Props = {
  partyId: number;
  slug: string;
  host: string | null;
  email: string | null;
  onClose: () => void;
};

/** Asks how the invitation is handed over and how far it sees, then shows its link the one time. */
export function InviteDialog(props: Props) {
  const [made, setMade] = useState<Made | null>(null);
  if (made) return <MadeDialog made={made} {...props} />;
  return <InviteForm {...props} onMade={setMade} />;
}

const NEW = { channel: "qr", sight: "own", organisationId: null, language: null } as const;

type FormProps = Props & { onMade: (made: Made) => void };
type Form = ReturnType<typeof useInviteForm>;

/** Where an invitation goes that is not handed over by a person, and in which language. */
function Sending({ form, channel }: { form: Form; channel: "email" | "sms" | null | undefined }) {
  const t = useTranslations("clients.dialog");
  const shell = useTranslations("shell.locales");
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field
        label={t(channel === "sms" ? "phone" : "email")}
        error={form.error("address")}
        required
      >
        <TextInput {...form.text("address")} autoComplete="off" />
      </Field>
      <Field label={t("language")} error={form.error("language")}>
        <Select
          name="language"
          value={form.values.language ?? "own"}
          options={[
            { value: "own", label: t("languageOwn") },
            ...LANGUAGES.map((value) => ({ value, label: shell(value) })),
          ]}
          onChange={(value) => form.set("language", value === "own" ? null : value)}
        />
      </Field>
    </div>
  );
}

function useInviteForm({ partyId, email, onMade }: FormProps) {
  const utils = trpc.useUtils();
  const invite = trpc.portal.invite.useMutation();
  const form = useZodForm({
    schema: inviteClientInput,
    initial: { ...NEW, partyId, address: email },
    fieldOfCode: {
      "portal.organisation_missing": "organisationId",
      "portal.organisation_is_a_person": "organisationId",
    },
    onSubmit: (input) => invite.mutateAsync(input),
    onDone: (made) => {
      void utils.portal.ofParty.invalidate({ partyId });
      const { channel, address } = form.values;
      onMade({
        ...made,
        mailedTo: channel === "qr" ? null : (address ?? null),
        isText: channel === "sms",
      });
    },
  });
  return form;
}

function InviteForm(props: FormProps) {
  const { onClose } = props;
  const t = useTranslations("clients");
  const [organisation, setOrganisation] = useState<PickedParty | null>(null);
  const form = useInviteForm(props);
  const { channel, sight } = form.values;
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()} title={t("dialog.title")}>
      <form {...form.props} className="grid gap-3">
        <Field label={t("dialog.channel")} error={form.error("channel")}>
          <Select
            {...form.field("channel")}
            value={channel ?? null}
            options={INVITATION_CHANNELS.map((value) => ({ value, label: t(`channels.${value}`) }))}
          />
        </Field>
        {channel === "qr" ? null : <Sending form={form} channel={channel} />}
        <Field label={t("dialog.sight")} error={form.error("sight")}>
          <Select
            {...form.field("sight")}
            value={sight ?? null}
            options={PORTAL_SIGHTS.map((value) => ({ value, label: t(sightKey(value)) }))}
          />
        </Field>
        {sight === "own" ? null : (
          <Field label={t("dialog.organisation")} error={form.error("organisationId")} required>
            <PartyPicker
              value={organisation}
              label={t("dialog.organisation")}
              canCreate={false}
              clearable
              onChange={(party) => {
                setOrganisation(party);
                form.set("organisationId", party?.id ?? null);
              }}
            />
          </Field>
        )}
        <FormActions
          submitLabel={t("dialog.submit")}
          isSubmitting={form.isSubmitting}
          error={form.formError}
          onCancel={onClose}
        />
      </form>
    </Dialog>
  );
}

/** The link of an invitation, the one time it can be seen. */
export function MadeDialog({
  made,
  slug,
  host,
  onClose,
}: {
  made: Made;
  slug: string;
  host: string | null;
  onClose: () => void;
}) {
  const t = useTranslations("clients.dialog");
  const locale = useLocale();
  // What went by mail is its reader's alone; nobody here sees the way in.
  const path = `/invitation/${made.token}`;
  const link =
    made.token === null ? null : wholeLink(doorLink({ slug, host }, path), window.location.origin);
  const day = formatDay(dayOf(made.expiresAt), locale);
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("madeTitle")}
      description={link ? t("madeHint", { day }) : t("mailedHint", { day })}
      footer={
        <Button kind="primary" onClick={onClose}>
          {t("done")}
        </Button>
      }
    >
      <div className="grid gap-3">
        {made.mailedTo ? (
          <p>{t(made.isText ? "texted" : "mailed", { address: made.mailedTo })}</p>
        ) : null}
        {link ? (
          <>
            <QrCode text={link} label={t("qr")} />
            <div className="flex items-center gap-2 rounded-md bg-sunken px-2 py-1.5">
              <code className="min-w-0 flex-1 break-all text-xs">{link}</code>
              <CopyButton value={link} label={t("link")} />
            </div>
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
