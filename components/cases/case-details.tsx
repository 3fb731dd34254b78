"use client";

import { Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { useMay } from "../access/account";
import { Day } from "../format/day";
import { Avatar } from "../ui/avatar";
import { TextLink } from "../ui/button";
import { type Definition, DefinitionList } from "../ui/definition-list";
import { IconButton } from "../ui/icon-button";
import { Section } from "../ui/section";
import { useProcesses } from "../workflow/processes";
import type { CaseDialogName } from "./case-actions";
import type { CaseDetail, DetailProps } from "./case-detail";

type CaseDetailsProps = DetailProps & { open?: (dialog: CaseDialogName) => void };

/** Where the case belongs: group, creditor, owner, days. */
export function CaseDetails({ detail, open }: CaseDetailsProps) {
  const t = useTranslations("cases");
  const may = useMay();
  const change = (dialog: CaseDialogName, isAllowed: boolean) =>
    open && isAllowed ? (
      <IconButton
        icon={Pencil}
        size="sm"
        label={t("details.change")}
        onClick={() => open(dialog)}
      />
    ) : null;
  const process = useProcesses().of(detail.category, detail.fields, detail.processVersion);
  const items: Definition[] = [
    { label: t("details.category"), value: process?.name ?? detail.category },
    {
      label: t("details.group"),
      value: detail.groupCode ? <Group detail={detail} /> : null,
      action: change("group", may("cases:edit")),
    },
    ...creditorItems(detail, t("details.creditor")),
    {
      label: t("details.owner"),
      value: <Owner name={detail.ownerName} />,
      action: change("assign", may("cases:assign")),
    },
    ...(process?.hasParent && detail.openerName
      ? [{ label: t("details.opener"), value: <Owner name={detail.openerName} /> }]
      : []),
    ...(detail.accessGroupName
      ? [{ label: t("details.accessGroup"), value: detail.accessGroupName }]
      : []),
    { label: t("details.openedOn"), value: <Day value={detail.openedOn} /> },
  ];
  return (
    <Section title={t("page.details")}>
      <DefinitionList labelWidth="7.5rem" items={items} />
    </Section>
  );
}

function Group({ detail }: { detail: CaseDetail }) {
  return (
    <>
      <TextLink href={`/cases?group=${detail.groupId}`} className="code-figures font-[550]">
        {detail.groupCode}
      </TextLink>
      {detail.groupDescription ? (
        <span className="text-ink-2"> {detail.groupDescription}</span>
      ) : null}
    </>
  );
}

/** Of the group, else of the case; a group may name its creditor in words alone, then no line says none. */
function creditorItems(detail: CaseDetail, label: string): Definition[] {
  const party = detail.parties.find(({ role }) => role === "creditor" || role === "entitled");
  const id = detail.creditorPartyId ?? party?.partyId;
  const name = detail.creditorName ?? party?.fullName;
  return id ? [{ label, value: <TextLink href={`/parties/${id}`}>{name}</TextLink> }] : [];
}

export function Owner({ name }: { name: string | null }) {
  const t = useTranslations("cases.details");
  if (!name) return <span className="text-ink-3">{t("noOwner")}</span>;
  return (
    <span className="inline-flex items-center gap-1.5">
      <Avatar name={name} />
      {name}
    </span>
  );
}
