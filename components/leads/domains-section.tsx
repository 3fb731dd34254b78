"use client";

import { Trash2 } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { type RouterOutput, trpc } from "../api/crm";
import { ConfirmVerb } from "../form/confirm-verb";
import { useErrorText } from "../form/error-text";
import { Field } from "../form/field";
import { TextInput } from "../form/text-input";
import { PartyPicker, type PickedParty } from "../parties/party-picker";
import { Banner } from "../ui/banner";
import { Button } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";

type Domain = RouterOutput["leads"]["domains"][number];

/** Whose people write from which domain: their mails are linked to the organisation. */
export function DomainsSection() {
  const t = useTranslations("leads.domains");
  const errorText = useErrorText();
  const { data, error, refetch } = trpc.leads.domains.useQuery();
  const [deleted, setDeleted] = useState<Domain | null>(null);
  return (
    <Section title={t("title")} hint={t("hint")}>
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <DomainList domains={data} onDelete={setDeleted} />
      ) : (
        <SkeletonLines lines={2} />
      )}
      <NewDomain />
      {deleted ? <DeleteDomain domain={deleted} onClose={() => setDeleted(null)} /> : null}
    </Section>
  );
}

type DomainListProps = { domains: readonly Domain[]; onDelete: (domain: Domain) => void };

function DomainList({ domains, onDelete }: DomainListProps) {
  const t = useTranslations("leads.domains");
  if (domains.length === 0) return <p className="text-ink-2">{t("none")}</p>;
  return (
    <ul>
      {domains.map((each) => (
        <li key={each.domain} className="flex items-center gap-2 border-rule border-b py-1.5">
          <span className="w-56 truncate font-[600]">{each.domain}</span>
          <Link href={`/parties/${each.partyId}`} className="min-w-0 flex-1 truncate underline">
            {each.partyName}
          </Link>
          <IconButton
            icon={Trash2}
            size="sm"
            label={t("delete", { domain: each.domain })}
            onClick={() => onDelete(each)}
          />
        </li>
      ))}
    </ul>
  );
}

function DeleteDomain({ domain: of, onClose }: { domain: Domain; onClose: () => void }) {
  const t = useTranslations("leads.domains");
  const utils = trpc.useUtils();
  const { domain, partyName } = of;
  const remove = trpc.leads.deleteDomain.useMutation({
    onSuccess: () => utils.leads.domains.invalidate(),
  });
  return (
    <ConfirmVerb
      title={t("deleteTitle", { domain })}
      description={t("deleteText", { name: partyName })}
      confirmLabel={t("deleteConfirm")}
      doneText={t("deleted")}
      run={() => remove.mutateAsync({ domain })}
      onClose={onClose}
    />
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
