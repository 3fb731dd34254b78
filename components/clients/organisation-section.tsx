"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { PartyPicker } from "../parties/party-picker";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { CodeDialog } from "./code-dialog";
import { sightKey } from "./sight-key";

type Card = RouterOutput["organisations"]["card"];
interface PartProps {
  partyId: number;
  card: Card;
}

/** Under whom an organisation stands, who of its people has an account, and how others join. */
export function OrganisationSection({ partyId }: { partyId: number }) {
  const t = useTranslations("clients.organisation");
  const may = useMay();
  const [isMaking, setMaking] = useState(false);
  const { data: card } = trpc.organisations.card.useQuery({ partyId });
  return (
    <Section
      title={t("section")}
      actions={
        may("portal:invite") ? (
          <Button size="sm" onClick={() => setMaking(true)}>
            {t("makeCode")}
          </Button>
        ) : null
      }
    >
      {card ? (
        <div className="grid gap-3">
          <Parent partyId={partyId} card={card} />
          <Accounts partyId={partyId} card={card} />
          <Codes partyId={partyId} card={card} />
        </div>
      ) : (
        <SkeletonLines lines={3} />
      )}
      {isMaking ? <CodeDialog partyId={partyId} onClose={() => setMaking(false)} /> : null}
    </Section>
  );
}

function useChanged() {
  const t = useTranslations("clients.changes");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  return {
    onSuccess: () => {
      toast.success(t("done"));
      void utils.organisations.card.invalidate();
      void utils.portal.ofParty.invalidate();
    },
    onError: (error: unknown) => {
      toast.error(errorText(error));
    },
  };
}

function Parent({ partyId, card }: PartProps) {
  const t = useTranslations("clients.organisation");
  const may = useMay();
  const [isChanging, setChanging] = useState(false);
  const changed = useChanged();
  const set = trpc.organisations.setParent.useMutation(changed);
  const { parent, children } = card;
  const picker = (
    <PartyPicker
      value={parent ? { id: parent.id, fullName: parent.name } : null}
      label={t("parent")}
      canCreate={false}
      clearable
      exceptId={partyId}
      onChange={(party) => {
        set.mutate({ partyId, parentId: party?.id ?? null });
        setChanging(false);
      }}
    />
  );
  const change = may("portal:invite") ? (
    <Button size="sm" kind="quiet" onClick={() => setChanging((isOpen) => !isOpen)}>
      {t("change")}
    </Button>
  ) : null;
  return (
    <DefinitionList
      items={[
        {
          label: t("parent"),
          value: isChanging ? (
            picker
          ) : parent ? (
            <TextLink href={`/parties/${parent.id}`}>{parent.name}</TextLink>
          ) : (
            t("noParent")
          ),
          action: change,
        },
        ...(children.length > 0
          ? [
              {
                label: t("children"),
                value: (
                  <span className="flex flex-wrap gap-x-3">
                    {children.map(({ id, name }) => (
                      <TextLink key={id} href={`/parties/${id}`}>
                        {name}
                      </TextLink>
                    ))}
                  </span>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

function Accounts({ card }: PartProps) {
  const t = useTranslations("clients.organisation");
  const may = useMay();
  const set = trpc.organisations.setAdmin.useMutation(useChanged());
  if (card.accounts.length === 0) return null;
  return (
    <ul aria-label={t("accounts")} className="divide-y divide-rule">
      {card.accounts.map(({ id: portalUserId, name, email, isAdmin }) => (
        <li key={portalUserId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <span className="font-[550]">{name}</span>
          <span className="text-ink-2">{email}</span>
          {isAdmin ? <Badge tone="info">{t("admin")}</Badge> : null}
          {may("portal:invite") ? (
            <Button
              size="sm"
              kind="quiet"
              className="ml-auto"
              loading={set.isPending}
              onClick={() => set.mutate({ portalUserId, isAdmin: !isAdmin })}
            >
              {t(isAdmin ? "dropAdmin" : "makeAdmin")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Codes({ card }: PartProps) {
  const t = useTranslations("clients");
  const may = useMay();
  const revoke = trpc.organisations.revokeCode.useMutation(useChanged());
  if (card.codes.length === 0) return null;
  return (
    <ul aria-label={t("organisation.codes")} className="divide-y divide-rule">
      {card.codes.map(({ id: codeId, sight, uses, usesMax, createdByName }) => (
        <li key={codeId} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
          <span>{t(sightKey(sight))}</span>
          <span className="text-ink-2">
            {t("organisation.codeLine", { uses, usesMax, name: createdByName })}
          </span>
          {may("portal:invite") ? (
            <Button
              size="sm"
              kind="danger-quiet"
              className="ml-auto"
              loading={revoke.isPending}
              onClick={() => revoke.mutate({ codeId })}
            >
              {t("organisation.revoke")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
