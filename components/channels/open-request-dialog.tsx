"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { PLAIN_REQUEST_KINDS, type PlainRequestKind } from "@/db/values/portal";
import { type RouterOutput, trpc } from "../api/crm";
import { Checkbox, RadioGroup } from "../form/checkbox";
import { codedError, useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { Select } from "../form/select";
import { TextInput } from "../form/text-input";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { ConfirmDialog } from "../ui/confirm-dialog";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import type { Unfiled } from "./unfiled-page";

type Proposal = RouterOutput["requestMails"]["propose"];
type DialogProps = { message: Unfiled; onClose: () => void };

/** A mail that belongs nowhere opens a request of whoever wrote it: found, or new. */
export function OpenRequestDialog({ message, onClose }: DialogProps) {
  const errorText = useErrorText();
  const { data, error } = trpc.requestMails.propose.useQuery({ messageId: message.id });
  const form = useRequestForm(message, onClose);
  const { begin } = form;
  useEffect(() => {
    if (data) begin(data);
  }, [data, begin]);
  const t = useTranslations("requests.mail");
  const shown = error ?? form.error;
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("openRequest")}
      description={t("openRequestHint")}
      size="md"
      confirmLabel={t("openRequest")}
      isBlocked={!form.client || form.subject.trim() === ""}
      onConfirm={form.send}
      error={shown ? errorText(shown) : undefined}
    >
      {data ? <Fields form={form} proposal={data} /> : <SkeletonLines lines={5} />}
    </ConfirmDialog>
  );
}

function useRequestForm(message: Unfiled, onClose: () => void) {
  const t = useTranslations("requests.mail");
  const utils = trpc.useUtils();
  const open = trpc.requestMails.open.useMutation();
  const [subject, setSubject] = useState("");
  const [kind, setKind] = useState<PlainRequestKind>("other");
  const [who, setWho] = useState("new");
  const [party, setParty] = useState<PickedParty | null>(null);
  const [name, setName] = useState(message.fromName || message.fromAddress);
  const [partyKind, setPartyKind] = useState<"natural_person" | "legal_entity">("natural_person");
  const [isKnownToDiffer, setDiffers] = useState(false);
  const [begin] = useState(() => (proposal: Proposal) => {
    setSubject(proposal.subject);
    setKind(proposal.kind);
    const [first] = proposal.candidates;
    setWho(first ? String(first.partyId) : "new");
  });
  const found = party ? { partyId: party.id } : null;
  const isNamed = name.trim() !== "";
  const made = isNamed ? { kind: partyKind, fullName: name, isKnownToDiffer } : null;
  const client = who === "new" ? made : who === "found" ? found : { partyId: Number(who) };
  const send = async () => {
    if (!client) return;
    try {
      const { refNo } = await open.mutateAsync({ messageId: message.id, subject, kind, client });
      toast.success(t("opened", { refNo }));
      void utils.channels.invalidate();
      void utils.requestMails.invalidate();
      onClose();
    } catch {
      // The dialog says why.
    }
  };
  return {
    ...{ subject, setSubject, kind, setKind, who, setWho, party, setParty, name, setName },
    ...{ partyKind, setPartyKind, isKnownToDiffer, setDiffers, client, begin, send },
    error: open.error,
  };
}

type Form = ReturnType<typeof useRequestForm>;

function Fields({ form, proposal }: { form: Form; proposal: Proposal }) {
  const t = useTranslations("requests.mail");
  const kinds = PLAIN_REQUEST_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }));
  const people = proposal.candidates.map(({ partyId, name, because, refNo }) => ({
    value: String(partyId),
    label:
      because === "address" ? t("byAddress", { name }) : t("byCase", { name, refNo: refNo ?? "" }),
  }));
  const ways = [
    ...people,
    { value: "found", label: t("somebody") },
    { value: "new", label: t("nobody") },
  ];
  return (
    <div className="grid gap-3">
      <div className="grid grid-cols-[1fr_12rem] gap-3 max-md:grid-cols-1">
        <Field label={t("subject")} required>
          <TextInput value={form.subject} onChange={form.setSubject} autoComplete="off" />
        </Field>
        <Field label={t("kind")}>
          <Select value={form.kind} onChange={form.setKind} options={kinds} />
        </Field>
      </div>
      <Field label={t("who")}>
        <RadioGroup value={form.who} onChange={form.setWho} options={ways} />
      </Field>
      {form.who === "found" ? (
        <Field label={t("party")} required>
          <PartyPicker label={t("party")} value={form.party} onChange={form.setParty} />
        </Field>
      ) : null}
      {form.who === "new" ? <NewParty form={form} /> : null}
    </div>
  );
}

function NewParty({ form }: { form: Form }) {
  const t = useTranslations("requests.mail");
  const kinds = [
    { value: "natural_person" as const, label: t("person") },
    { value: "legal_entity" as const, label: t("company") },
  ];
  const isAlike = codedError(form.error)?.code === "parties.possible_duplicates";
  return (
    <div className="grid grid-cols-[1fr_12rem] gap-3 max-md:grid-cols-1">
      <Field label={t("name")} required>
        <TextInput value={form.name} onChange={form.setName} autoComplete="off" />
      </Field>
      <Field label={t("partyKind")}>
        <Select value={form.partyKind} onChange={form.setPartyKind} options={kinds} />
      </Field>
      {isAlike || form.isKnownToDiffer ? (
        <Checkbox
          checked={form.isKnownToDiffer}
          onChange={form.setDiffers}
          label={t("differs")}
          className="col-span-full"
        />
      ) : null}
    </div>
  );
}
