"use client";

import { AtSign, type LucideIcon, MapPin, Phone as PhoneIcon, Vault } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { formatDay } from "@/server/kernel/days";
import { Phone } from "../format/phone";
import { InsolvencyBadge } from "../registers/insolvency";
import { TextLink } from "../ui/button";
import { CopyButton } from "../ui/copy-button";
import { addressLine } from "./address-line";
import type { CaseParty } from "./case-detail";

type PartyLinesProps = {
  party: CaseParty;
  role: string;
  /** Everybody on the case. */
  among: readonly number[];
  actions?: ReactNode;
};

/** One party: role, name, who exactly, and every way to reach them, each to be copied. */
export function PartyLines({ party, role, among, actions }: PartyLinesProps) {
  const t = useTranslations("cases.party");
  const address = addressLine(party);
  return (
    <div className="group/party min-w-0">
      <p className="caption flex items-center">
        {role}
        {actions ? (
          <span className="-my-1 ml-auto opacity-0 focus-within:opacity-100 group-hover/party:opacity-100 coarse:opacity-100">
            {actions}
          </span>
        ) : null}
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <TextLink href={`/parties/${party.partyId}`} className="font-[600] text-md">
          {party.fullName}
        </TextLink>
        <Identity party={party} />
        <InsolvencyBadge partyId={party.partyId} among={among} />
      </p>
      <ul className="mt-0.5">
        <Line
          icon={MapPin}
          label={t("address")}
          copy={address ? `${party.fullName}\n${address}` : null}
        >
          {address ?? <span className="text-warning">{t("noAddress")}</span>}
        </Line>
        {party.phones.map((phone) => (
          <Line key={phone} icon={PhoneIcon} label={t("phone")} copy={phone}>
            <Phone e164={phone} />
          </Line>
        ))}
        {party.emails.map((email) => (
          <Line key={email} icon={AtSign} label={t("email")} copy={email}>
            <a href={`mailto:${email}`} className="break-all rounded-xs hover:text-accent">
              {email}
            </a>
          </Line>
        ))}
        {party.dataBoxId ? (
          <Line icon={Vault} label={t("dataBox")} copy={party.dataBoxId}>
            <span className="code-figures">{party.dataBoxId}</span>
          </Line>
        ) : null}
      </ul>
    </div>
  );
}

function Identity({ party }: { party: CaseParty }) {
  const t = useTranslations("cases.party");
  const locale = useLocale();
  const { birthOn, registrationNo } = party;
  if (!birthOn && !registrationNo) return null;
  const nbsp = (text: string) => text.replaceAll(" ", "\u00a0");
  return (
    <span className="figures text-ink-2 text-xs">
      {birthOn ? t("birthOn", { day: nbsp(formatDay(birthOn, locale)) }) : null}
      {birthOn && registrationNo ? " · " : null}
      {registrationNo ? t("registrationNo", { number: registrationNo }) : null}
    </span>
  );
}

type LineProps = { icon: LucideIcon; label: string; copy: string | null; children: ReactNode };

function Line({ icon: Icon, label, copy, children }: LineProps) {
  return (
    <li className="group/line flex min-h-6 items-center gap-2">
      <Icon className="size-3.5 shrink-0 text-ink-3" aria-hidden />
      <span className="sr-only">{label}</span>
      <span className="min-w-0">{children}</span>
      {copy ? (
        <span className="opacity-0 focus-within:opacity-100 group-hover/line:opacity-100 coarse:opacity-100">
          <CopyButton value={copy} label={label} />
        </span>
      ) : null}
    </li>
  );
}
