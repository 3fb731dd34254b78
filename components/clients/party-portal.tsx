"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { DoorAddress } from "@/server/kernel/door-link";
import { useMay } from "../access/account";
import { type RouterOutput, trpc } from "../api/crm";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { Badge } from "../ui/badge";
import { Button, TextLink } from "../ui/button";
import { ErrorState } from "../ui/empty-state";
import { Section } from "../ui/section";
import { SkeletonLines } from "../ui/skeleton";
import { toast } from "../ui/toast";
import { InviteDialog, type Made, MadeDialog } from "./invite-dialog";
import { sightKey } from "./sight-key";

type PartyPortal = RouterOutput["portal"]["ofParty"];
type Account = PartyPortal["accounts"][number];
type Invitation = PartyPortal["invitations"][number];

/** Who signs in at the portal for this card, and who was invited to. */
export function PartyPortalSection({ partyId, email }: { partyId: number; email: string | null }) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const may = useMay();
  const [isInviting, setInviting] = useState(false);
  const { data, error, refetch } = trpc.portal.ofParty.useQuery({ partyId });
  const mayInvite = may("portal:invite") && data?.isOpen === true;
  return (
    <Section
      title={t("section")}
      actions={
        mayInvite ? (
          <Button size="sm" icon={UserPlus} onClick={() => setInviting(true)}>
            {t("invite")}
          </Button>
        ) : null
      }
    >
      {error ? (
        <ErrorState onRetry={() => void refetch()}>{errorText(error)}</ErrorState>
      ) : data ? (
        <Body portal={data} partyId={partyId} />
      ) : (
        <SkeletonLines lines={2} />
      )}
      {isInviting && data ? (
        <InviteDialog
          partyId={partyId}
          slug={data.slug}
          host={data.host}
          email={email}
          onClose={() => setInviting(false)}
        />
      ) : null}
    </Section>
  );
}

function Body({ portal, partyId }: { portal: PartyPortal; partyId: number }) {
  const t = useTranslations("clients");
  const may = useMay();
  const { isOpen, accounts, invitations } = portal;
  const shown = invitations.filter(({ state }) => state === "open" || accounts.length === 0);
  return (
    <div className="grid gap-3">
      {isOpen ? null : (
        <p className="text-ink-2">
          {t("shut")}{" "}
          {may("settings:portal") ? (
            <TextLink href="/settings/portal">{t("openSettings")}</TextLink>
          ) : null}
        </p>
      )}
      {isOpen && accounts.length === 0 ? <p className="text-ink-2">{t("none")}</p> : null}
      {accounts.length > 0 ? (
        <ul aria-label={t("accounts")} className="divide-y divide-rule">
          {accounts.map((account) => (
            <AccountRow key={account.id} account={account} partyId={partyId} />
          ))}
        </ul>
      ) : null}
      {shown.length > 0 ? (
        <ul aria-label={t("invitations")} className="divide-y divide-rule">
          {shown.map((invitation) => (
            <InvitationRow key={invitation.id} {...{ invitation, partyId, door: portal }} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function AccountRow({ account, partyId }: { account: Account; partyId: number }) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const may = useMay();
  const set = trpc.portal.setClient.useMutation({
    onSuccess: () => {
      toast.success(t("toast.saved"));
      void utils.portal.ofParty.invalidate({ partyId });
    },
    onError: (error) => toast.error(errorText(error)),
  });
  const { id: portalUserId, isActive, sight, organisation } = account;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <span className="font-[550]">{account.email}</span>
      <span className="text-ink-2">
        {t(sightKey(sight))}
        {organisation ? ` · ${organisation.name}` : ""}
      </span>
      {isActive ? null : <Badge tone="danger">{t("blocked")}</Badge>}
      <span className="text-ink-2">
        {account.lastSignInAt ? (
          <>
            {t("lastSignIn")} <Instant value={account.lastSignInAt} />
          </>
        ) : (
          t("neverSignedIn")
        )}
      </span>
      {may("portal:invite") ? (
        <Button
          size="sm"
          kind="quiet"
          className="ml-auto"
          loading={set.isPending}
          onClick={() => {
            const organisationId = organisation?.id ?? null;
            set.mutate({ portalUserId, isActive: !isActive, sight, organisationId });
          }}
        >
          {t(isActive ? "shutAccount" : "openAccount")}
        </Button>
      ) : null}
    </li>
  );
}

interface RowProps {
  invitation: Invitation;
  partyId: number;
  door: DoorAddress;
}

function InvitationRow({ invitation, partyId, door }: RowProps) {
  const t = useTranslations("clients");
  const may = useMay();
  const isOpen = invitation.state === "open";
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <span>{t(`channels.${invitation.channel}`)}</span>
      {invitation.address ? <span className="text-ink-2">{invitation.address}</span> : null}
      <Badge tone={isOpen ? "info" : "neutral"}>{t(`states.${invitation.state}`)}</Badge>
      {isOpen ? (
        <span className="text-ink-2">
          {t("until")} <Instant value={invitation.expiresAt} />
        </span>
      ) : null}
      {isOpen && may("portal:invite") ? (
        <InvitationActions invitation={invitation} partyId={partyId} door={door} />
      ) : null}
    </li>
  );
}

/** Sending anew makes the earlier link good for nothing, so the new one is shown like the first. */
function InvitationActions({ invitation, partyId, door }: RowProps) {
  const t = useTranslations("clients");
  const errorText = useErrorText();
  const utils = trpc.useUtils();
  const [made, setMade] = useState<Made | null>(null);
  const { id: invitationId, address } = invitation;
  const changed = () => void utils.portal.ofParty.invalidate({ partyId });
  const onError = (error: unknown) => {
    toast.error(errorText(error));
    changed();
  };
  const resend = trpc.portal.resend.useMutation({
    onSuccess: (answer) => {
      setMade({ ...answer, mailedTo: address });
      changed();
    },
    onError,
  });
  const revoke = trpc.portal.revoke.useMutation({
    onSuccess: () => {
      toast.success(t("toast.revoked"));
      changed();
    },
    onError,
  });
  return (
    <>
      <Button
        size="sm"
        kind="quiet"
        className="ml-auto"
        loading={resend.isPending}
        onClick={() => resend.mutate({ invitationId })}
      >
        {t("resend")}
      </Button>
      <Button
        size="sm"
        kind="danger-quiet"
        loading={revoke.isPending}
        onClick={() => revoke.mutate({ invitationId })}
      >
        {t("revoke")}
      </Button>
      {made ? <MadeDialog made={made} {...door} onClose={() => setMade(null)} /> : null}
    </>
  );
}
