"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useMemo } from "react";
import type { RouterOutput } from "../api/crm";
import { Day } from "../format/day";
import { Instant } from "../format/instant";
import { Phone } from "../format/phone";
import type { Column } from "../table/column";
import { useCountries } from "./country";
import { PartyBadge } from "./party-badge";
import { PartyBalance } from "./party-balance";

export type PartyRow = RouterOutput["parties"]["list"]["items"][number];

type Words = ReturnType<typeof useTranslations<"parties">>;

/** Columns of the register of parties. */
export function usePartyColumns(): Column<PartyRow>[] {
  const t = useTranslations("parties");
  const countries = useCountries();
  return useMemo(
    () => [
      {
        key: "name",
        header: t("columns.name"),
        sortKey: "name",
        isFixed: true,
        card: "title",
        cell: (row) => <PartyBadge party={row} isLink={false} className="font-[550]" />,
      },
      {
        key: "birthOn",
        header: t("columns.birthOn"),
        width: 112,
        align: "end",
        card: "meta",
        cell: (row) => (row.birthOn ? <Day value={row.birthOn} /> : null),
      },
      {
        key: "registrationNo",
        header: t("columns.registrationNo"),
        width: 88,
        cell: (row) => <span className="code-figures">{row.registrationNo}</span>,
      },
      ...requisiteColumns(t),
      ...placeColumns(t, countries.name),
      ...contactColumns(t),
      ...debtColumns(t),
      {
        key: "createdAt",
        header: t("columns.createdAt"),
        width: 130,
        align: "end",
        sortKey: "createdAt",
        isHidden: true,
        cell: (row) => <Instant value={row.createdAt} className="text-ink-2" />,
      },
    ],
    [t, countries],
  );
}

/** Hidden until somebody wants them, in the list or in its file. */
function requisiteColumns(t: Words): Column<PartyRow>[] {
  const code = (key: CodeKey): Column<PartyRow> => ({
    ...{ key, header: t(`columns.${key}`), width: 112, isHidden: true },
    cell: (row) => <span className="code-figures">{row[key]}</span>,
  });
  const text = (key: "shortName" | "legalForm" | "fileMark" | "licences"): Column<PartyRow> => ({
    ...{ key, header: t(`columns.${key}`), width: 160, isHidden: true },
    cell: (row) => row[key],
  });
  return [
    ...[code("taxId"), code("vatId"), text("shortName"), text("legalForm"), text("fileMark")],
    ...[code("inn"), code("kpp"), code("ogrn"), text("licences")],
    ...[code("addressPoint"), code("fiasCode")],
  ];
}

type CodeKey = "taxId" | "vatId" | "inn" | "kpp" | "ogrn" | "addressPoint" | "fiasCode";

function placeColumns(t: Words, countryName: (code: string) => string): Column<PartyRow>[] {
  return [
    {
      key: "city",
      header: t("columns.city"),
      width: 150,
      card: "meta",
      cell: (row) => row.city,
    },
    {
      key: "street",
      header: t("columns.street"),
      width: 160,
      isHidden: true,
      cell: (row) => row.street,
    },
    {
      key: "country",
      header: t("columns.country"),
      width: 100,
      isHidden: true,
      cell: (row) => countryName(row.country),
    },
  ];
}

function contactColumns(t: Words): Column<PartyRow>[] {
  return [
    {
      key: "phone",
      header: t("columns.phone"),
      width: 156,
      cell: (row) => (
        <Several count={row.phoneCount} t={t}>
          {row.phone ? <Phone e164={row.phone} /> : null}
        </Several>
      ),
    },
    {
      key: "email",
      header: t("columns.email"),
      width: 200,
      cell: (row) => (
        <Several count={row.emailCount} t={t}>
          <span className="truncate">{row.email}</span>
        </Several>
      ),
    },
    {
      key: "dataBox",
      header: t("columns.dataBox"),
      width: 112,
      isHidden: true,
      cell: (row) => <span className="code-figures">{row.dataBoxId}</span>,
    },
  ];
}

function debtColumns(t: Words): Column<PartyRow>[] {
  return [
    {
      key: "cases",
      header: t("columns.cases"),
      width: 74,
      align: "end",
      cell: (row) => <span className="figures">{row.caseCount || null}</span>,
    },
    {
      key: "balance",
      header: t("columns.balance"),
      width: 132,
      align: "end",
      card: "aside",
      cell: (row) => (row.caseCount > 0 ? <PartyBalance {...row} /> : null),
    },
  ];
}

/** The first of several contacts, and how many more there are. */
function Several({ count, t, children }: { count: number; t: Words; children: ReactNode }) {
  return (
    <span className="flex min-w-0 items-baseline gap-1.5">
      {children}
      {count > 1 ? (
        <span className="figures shrink-0 text-ink-3 text-xs">
          {t("list.more", { count: count - 1 })}
        </span>
      ) : null}
    </span>
  );
}
