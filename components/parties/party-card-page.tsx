"use client";

import { DatabaseZap, Eye, GitMerge, Pencil } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatDay } from "@/server/kernel/days";
import { useMay } from "../access/account";
import { trpc } from "../api/crm";
import { OrganisationSection } from "../clients/organisation-section";
import { PartyChanges } from "../clients/party-changes";
import { PartyPortalSection } from "../clients/party-portal";
import { RestrictionNote } from "../clients/restriction-note";
import { ComputedPanels } from "../configuration/computed-panels";
import { OwnRuns } from "../configuration/own-runs";
import { useCustomActions } from "../configuration/use-custom-actions";
import { PartyPayments } from "../feeds/party-payments";
import { useErrorText } from "../form/error-text";
import { Instant } from "../format/instant";
import { PartyHolds } from "../messages/case-holds";
import { InsolvencyBadge } from "../registers/insolvency";
import { PartyRegisters } from "../registers/party-registers";
import { PageBody, PageHeader } from "../shell/page-header";
import { Banner } from "../ui/banner";
import { Button, ButtonLink, TextLink } from "../ui/button";
import { DefinitionList } from "../ui/definition-list";
import { ErrorState } from "../ui/empty-state";
import { MoreMenu } from "../ui/menu";
import { Section } from "../ui/section";
import { Skeleton, SkeletonLines, SkeletonRows } from "../ui/skeleton";
import { SplitPane } from "../ui/split-pane";
import { CatchingUp } from "./catching-up";
import { PartyKindGlyph } from "./party-badge";
import type { PartyCard } from "./party-card";
import { PartyCases } from "./party-cases";
import { PartyHistory } from "./party-history";
import { PartyIdentity } from "./party-identity";
import { PartyAddresses, PartyContacts } from "./party-reach";
import { EditPartySheet } from "./party-sheets";
import { RegisterFillDialog } from "./register-fill-dialog";
import { PartyMerges } from "./undo-merge";

/** The card of a party: who it is, how to reach it, what it owes and what happened to the record. */
export function PartyCardPage({ partyId }: { partyId: number }) {
  const errorText = useErrorText();
  const { data, error, refetch, isRefetching } = trpc.parties.get.useQuery({ partyId });
  if (data) return <Card party={data} />;
  if (!error) return <CardSkeleton />;
  return (
    <ErrorState onRetry={() => void refetch()} isRetrying={isRefetching}>
      {errorText(error)}
    </ErrorState>
  );
}

function Card({ party }: { party: PartyCard }) {
  const t = useTranslations("parties");
  const may = useMay();
  const [isEditing, setEditing] = useState(false);
  const isLiving = party.mergedInto === null;
  return (
    <>
      <CardHead party={party} onEdit={isLiving && party.can.edit ? () => setEditing(true) : null} />
      <PageBody>
        {party.mergedInto ? (
          <Banner
            tone="warning"
            className="mb-4"
            title={t("card.mergedInto")}
            actions={
              <ButtonLink href={`/parties/${party.mergedInto.id}`}>{t("card.openKept")}</ButtonLink>
            }
          >
            <TextLink href={`/parties/${party.mergedInto.id}`}>
              {party.mergedInto.fullName}
            </TextLink>
          </Banner>
        ) : null}
        <CatchingUp partyId={party.id} className="mb-4" />
        {isLiving ? <RestrictionNote partyId={party.id} /> : null}
        <SplitPane handleLabel={t("card.panel")} defaultWidth={360} side={<Side party={party} />}>
          <div className="grid gap-6 lg:pr-1">
            <Section title={t("card.identity")} actions={<FillFromRegister party={party} />}>
              <PartyIdentity party={party} />
            </Section>
            {party.note ? (
              <Section title={t("fields.note")}>
                <p className="whitespace-pre-line break-words">{party.note}</p>
              </Section>
            ) : null}
            <Section title={t("card.cases")} count={party.cases.length}>
              <PartyCases party={party} />
            </Section>
            <PartyRegisters party={party} />
            <PartyPayments partyId={party.id} />
            <PartyChanges partyId={party.id} />
            {isLiving ? (
              <PartyPortalSection
                partyId={party.id}
                email={party.contacts.find(({ kind }) => kind === "email")?.value ?? null}
              />
            ) : null}
            {isLiving && party.kind !== "natural_person" ? (
              <OrganisationSection partyId={party.id} />
            ) : null}
            {may("messages:read") && isLiving ? (
              <PartyHolds partyId={party.id} name={party.fullName} />
            ) : null}
          </div>
        </SplitPane>
        <Section title={t("card.history")} className="mt-6">
          <PartyHistory party={party} />
        </Section>
      </PageBody>
      {isEditing ? <EditPartySheet party={party} onClose={() => setEditing(false)} /> : null}
    </>
  );
}

/** Of whoever trades at home: their registers are public. */
function FillFromRegister({ party }: { party: PartyCard }) {
  const t = useTranslations("parties.registerFill");
  const [isOpen, setOpen] = useState(false);
  const isTrader = party.kind !== "natural_person" || party.registrationNo !== null;
  const isHome = party.country === "CZ" || party.country === "SK";
  if (!isTrader || !isHome || !party.can.edit || party.mergedInto !== null) return null;
  return (
    <>
      <Button size="sm" icon={DatabaseZap} onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
      {isOpen ? <RegisterFillDialog party={party} onClose={() => setOpen(false)} /> : null}
    </>
  );
}

function CardHead({ party, onEdit }: { party: PartyCard; onEdit: (() => void) | null }) {
  const t = useTranslations("parties");
  const locale = useLocale();
  const born = party.birthOn
    ? t("card.born", { day: formatDay(party.birthOn, locale).replaceAll(" ", "\u00a0") })
    : null;
  const number = party.registrationNo
    ? `${t("columns.registrationNo")} ${party.registrationNo}`
    : null;
  const mayMerge = party.can.merge && party.mergedInto === null;
  const custom = useCustomActions("party", party.mergedInto === null ? party.id : null);
  const own = custom.entriesOf(party.id);
  const mayAudit = useMay()("audit:read");
  const whoRead = useTranslations("audit.reads")("whoRead");
  const readers = { label: whoRead, icon: Eye, href: `/audit/reads?party=${party.id}` };
  const merge = { label: t("card.merge"), icon: GitMerge, href: `/parties/${party.id}/merge` };
  return (
    <PageHeader
      breadcrumbs={[{ label: t("title"), href: "/parties" }]}
      title={
        <span className="flex min-w-0 items-center gap-2">
          <PartyKindGlyph kind={party.kind} />
          <span className="min-w-0 break-words">{party.fullName}</span>
        </span>
      }
      aside={
        <>
          <span className="figures text-ink-2">{[born, number].filter(Boolean).join(" · ")}</span>
          <InsolvencyBadge partyId={party.id} />
        </>
      }
      actions={
        <>
          {onEdit ? (
            <Button icon={Pencil} onClick={onEdit}>
              {t("card.edit")}
            </Button>
          ) : null}
          {custom.buttonsOf(party.id)}
          {mayMerge || mayAudit || own.length > 0 ? (
            <MoreMenu
              entries={[...(mayMerge ? [merge] : []), ...(mayAudit ? [readers] : []), ...own]}
            />
          ) : null}
          {custom.dialog}
        </>
      }
    />
  );
}

function Side({ party }: { party: PartyCard }) {
  const t = useTranslations("parties");
  return (
    <div className="grid gap-6 lg:pl-1">
      <Section title={t("card.contacts")}>
        <PartyContacts party={party} />
      </Section>
      <Section title={t("card.addresses")}>
        <PartyAddresses party={party} />
      </Section>
      <ComputedPanels place="party" id={party.id} />
      <OwnRuns on="party" objectId={party.id} />
      {party.merges.length > 0 ? (
        <Section title={t("card.merges")} count={party.merges.length}>
          <PartyMerges party={party} />
        </Section>
      ) : null}
      <DefinitionList
        labelWidth="7.5rem"
        items={[
          { label: t("card.created"), value: <Instant value={party.createdAt} /> },
          { label: t("card.updated"), value: <Instant value={party.updatedAt} /> },
        ]}
      />
    </div>
  );
}

function CardSkeleton() {
  return (
    <div aria-busy>
      <div className="px-gutter pt-3 pb-3">
        <div className="flex h-8 items-center">
          <Skeleton className="h-4! w-56" />
        </div>
      </div>
      <div className="grid gap-6 px-gutter pt-3">
        <SkeletonLines lines={7} />
        <SkeletonRows rows={4} />
      </div>
    </div>
  );
}
