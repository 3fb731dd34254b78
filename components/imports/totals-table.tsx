"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ImportKind } from "@/db/values/imports";
import { isCurrency } from "@/server/kernel/money";
import { Money } from "../format/money";
import { stateIn, useProcesses } from "../workflow/processes";
import type { ImportDetail } from "./import-state";

type Totals = NonNullable<ImportDetail["totals"]>;
type Line = Totals["lines"][number];

/** What publishing brings, by group, state and currency. */
export function TotalsTable({ kind, totals }: { kind: ImportKind; totals: Totals }) {
  const t = useTranslations("imports.check");
  const format = useFormatter();
  const hasMoney = kind === "claims" || kind === "payments";
  const people = kind === "cases" || kind === "parties";
  return (
    <div className="grid gap-3">
      {people ? (
        <p className="text-ink-2">
          {t("newParties")} <b className="figures text-ink">{format.number(totals.newParties)}</b>
          {" · "}
          {t("knownParties")}{" "}
          <b className="figures text-ink">{format.number(totals.knownParties)}</b>
        </p>
      ) : null}
      {totals.lines.length > 0 ? (
        <div className="overflow-x-auto">
          <table className="w-full max-w-3xl border-collapse">
            <thead>
              <tr className="border-rule-strong border-b text-left text-ink-2">
                <Head>{t("group")}</Head>
                <Head>{hasMoney ? t("currency") : t("category")}</Head>
                <Head isEnd>{t("fresh")}</Head>
                <Head isEnd>{t("known")}</Head>
                {hasMoney ? <Head isEnd>{t("amount")}</Head> : null}
                {kind === "claims" ? <Head isEnd>{t("paid")}</Head> : null}
              </tr>
            </thead>
            <tbody>
              {totals.lines.map((line) => (
                <TotalRow
                  key={[line.groupCode, line.category, line.state, line.currency].join("|")}
                  line={line}
                  kind={kind}
                />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </div>
  );
}

function Head({ children, isEnd }: { children: string; isEnd?: boolean }) {
  return (
    <th scope="col" className={`h-row px-2 font-[550] first:pl-0 ${isEnd ? "text-right" : ""}`}>
      {children}
    </th>
  );
}

function TotalRow({ line, kind }: { line: Line; kind: ImportKind }) {
  const t = useTranslations("imports.check");
  const format = useFormatter();
  const what = useWhat(kind);
  const currency = isCurrency(line.currency) ? line.currency : "CZK";
  const hasMoney = kind === "claims" || kind === "payments";
  return (
    <tr className="border-rule border-b">
      <th scope="row" className="h-row px-2 pl-0 text-left font-[550]">
        {line.groupCode ?? <span className="font-normal text-ink-3">{t("noGroup")}</span>}
      </th>
      <td className="px-2">{what(line)}</td>
      <td className="figures px-2 text-right font-[600]">{format.number(line.count)}</td>
      <td className="figures px-2 text-right text-ink-2">{format.number(line.known)}</td>
      {hasMoney ? (
        <td className="px-2 text-right">
          <Money amountMinor={line.amountMinor} currency={currency} />
        </td>
      ) : null}
      {kind === "claims" ? (
        <td className="px-2 text-right">
          <Money amountMinor={line.paidMinor} currency={currency} />
        </td>
      ) : null}
    </tr>
  );
}

function useWhat(kind: ImportKind): (line: Line) => string {
  const processes = useProcesses();
  return ({ category, state, currency }) => {
    if (currency) return currency;
    if (kind === "events") return state ?? "";
    const process = category ? processes.of(category) : undefined;
    const name = state ? (stateIn(process, state)?.name ?? state) : "";
    return [process?.name ?? category, name].filter(Boolean).join(" · ");
  };
}
