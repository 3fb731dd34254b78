"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { toast } from "../ui/toast";

/** Whose people write from which domain: their mails are linked to the organisation. */
export function DomainsSection() {
  const t = useTranslations("leads.domains");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const { data, error } = trpc.leads.domains.useQuery();
  const remove = trpc.leads.deleteDomain.useMutation({
    onSuccess: () => void utils.leads.domains.invalidate(),
    onError: (cause) => void toast.error(errorText(cause)),
  });
  return (
    <Section title={t("title")} hint={t("hint")}>
      {error ? (
        <Banner tone="danger" role="alert">
          {errorText(error)}
        </Banner>
      ) : null}
      <ul>
        {(data ?? []).map(({ domain, partyId, partyName }) => (
          <li key={domain} className="flex items-center gap-2 border-rule border-b py-1.5">
            <span className="w-56 truncate font-[600]">{domain}</span>
            <Link href={`/parties/${partyId}`} className="min-w-0 flex-1 truncate underline">
              {partyName}
            </Link>
            <IconButton
              icon={Trash2}
              size="sm"
              label={t("delete", { domain })}
              onClick={() => remove.mutate({ domain })}
            />
          </li>
        ))}
      </ul>
      <NewDomain />
    </Section>
  );
}

function NewDomain() {
  const t = useTranslations("leads.domains");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [domain, setDomain] = useState("");
  const [party, setParty] = useState<PickedParty | null>(null);
  const save = trpc.leads.saveDomain.useMutation({
    onSuccess: () => {
      setDomain("");
      setParty(null);
      void utils.leads.domains.invalidate();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (party) save.mutate({ domain, partyId: party.id });
  };
  return (
    <form onSubmit={submit} className="grid items-end gap-2 pt-2 sm:grid-cols-[14rem_1fr_auto]">
      <Field label={t("domain")}>
        <TextInput value={domain} onChange={setDomain} autoComplete="off" />
      </Field>
      <Field label={t("organisation")}>
        <PartyPicker
          label={t("organisation")}
          value={party}
          onChange={setParty}
          createKind="legal_entity"
        />
      </Field>
      <Button
        type="submit"
        loading={save.isPending}
        disabled={domain.trim() === "" || party === null}
      >
        {t("add")}
      </Button>
      {save.error ? (
        <Banner tone="danger" role="alert">
          {errorText(save.error)}
        </Banner>
      ) : null}
    </form>
  );
}
