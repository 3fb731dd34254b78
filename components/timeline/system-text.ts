"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { trpc } from "../api/crm";
import { useCodeText } from "../form/error-text";
import { nameIn, useProcesses } from "../workflow/processes";
import { useAgreementTexts } from "./agreement-texts";
import { useCollegialTexts } from "./collegial-texts";
import { useInsolvencyTexts } from "./insolvency-texts";
import { useMessageTexts } from "./message-texts";
import { useRequestTexts } from "./request-texts";
import { type SystemEvent, systemEventOf } from "./system-event";

/** The sentence of a system event, made from its code in the reader's language. */
export function useSystemText(caseId: number): (data: unknown) => string {
  const t = useTranslations("timeline.system");
  const kinds = useTranslations("proceedings.kind");
  const locale = useLocale();
  const processes = useProcesses();
  const { data: detail } = trpc.cases.get.useQuery({ caseId });
  const process = detail
    ? processes.of(detail.category, detail.fields, detail.processVersion)
    : undefined;

  const codeText = useCodeText();
  const bookings = useBookingTexts();
  const agreements = useAgreementTexts(process);
  const concessions = useConcessionTexts();
  const contacts = useMessageTexts();
  const insolvencies = useInsolvencyTexts();
  const requests = useRequestTexts();
  const collegial = useCollegialTexts();

  const texts: Texts<SystemEvent["code"]> = {
    "case.moved": ({ params }) =>
      t("caseMoved", {
        from: nameIn(process?.states, params.from),
        to: nameIn(process?.states, params.to),
      }),
    "case.merged": ({ params: { refNo, isKept } }) =>
      t(isKept ? "caseMergedFrom" : "caseMergedInto", { refNo }),
    ...requests,
    ...collegial,
    "paper.issued": ({ params: { kind, ...params } }) =>
      t(kind === "payment" ? "paperPayment" : "paperNoDebt", params),
    "proceeding.added": ({ params }) =>
      params.courtFileMark
        ? t("proceedingAdded", { kind: kinds(params.kind), mark: params.courtFileMark })
        : t("proceedingAddedBare", { kind: kinds(params.kind) }),
    ...bookings,
    ...agreements,
    ...concessions,
    "dunning.move_refused": ({ params: { to, reasons } }) => {
      const [reason = ""] = reasons.split(",");
      return t("noticeMoveRefused", {
        to: nameIn(process?.states, to),
        reason: codeText(reason) ?? reason,
      });
    },
    ...contacts,
    ...insolvencies,
    "workflow.note": ({ params }) => params.names[locale] ?? params.names.cs ?? t("other"),
  };
  return (data) => {
    const event = systemEventOf(data);
    return event ? (texts[event.code] as (event: SystemEvent) => string)(event) : t("other");
  };
}

type Of<Code> = Extract<SystemEvent, { code: Code }>;
type Texts<Codes extends SystemEvent["code"]> = { [Code in Codes]: (event: Of<Code>) => string };
type Concession =
  | "claim.law_stated"
  | "claim.lowered"
  | "claim.lowering_undone"
  | "claim.settlement"
  | "claim.assigned"
  | "payment.surplus";
type Booking = Exclude<
  Extract<SystemEvent["code"], `${"claim" | "charge" | "payment" | "import"}.${string}`>,
  Concession
>;

/** What a person decided about the debt without money coming in. */
function useConcessionTexts(): Texts<Concession> {
  const t = useTranslations("timeline.system");
  const law = useTranslations("claims.law.values");
  const locale = useLocale();
  const said = (of: Record<string, string | number | null>) => {
    const { amountMinor, currency, day } = of;
    return {
      amount: formatMoney(Number(amountMinor), currency as Currency, locale),
      day: formatDay(String(day), locale),
    };
  };
  return {
    "claim.law_stated": ({ params: { value, fromOn } }) => {
      if (value === null || !law.has(value as "CZ")) return t("lawWithdrawn");
      const what = law(value as "CZ");
      return fromOn
        ? t("lawStatedFrom", { what, day: formatDay(fromOn, locale) })
        : t("lawStated", { what });
    },
    "claim.lowered": ({ params }) =>
      t(params.kind === "writeOff" ? "writtenOff" : "waived", said(dayed(params))),
    "claim.lowering_undone": ({ params }) => t("loweringUndone", said(dayed(params))),
    "claim.settlement": ({ params }) => t(SETTLEMENT_TEXTS[params.outcome], said(params)),
    "claim.assigned": ({ params }) =>
      params.isUndone
        ? t("assignmentUndone")
        : t("claimsAssigned", { day: formatDay(params.assignedOn, locale) }),
    "payment.surplus": ({ params: { isUndone, ...params } }) =>
      t(
        isUndone ? "surplusUndone" : params.kind === "return" ? "surplusReturned" : "surplusMoved",
        said(dayed(params)),
      ),
  };
}

const dayed = <Params extends { valueOn: string }>(params: Params) => {
  return { ...params, day: params.valueOn };
};

const SETTLEMENT_TEXTS = {
  agreed: "settlementAgreed",
  kept: "settlementKept",
  lapsed: "settlementLapsed",
  withdrawn: "settlementWithdrawn",
} as const;

/** What was booked on the case, by hand or by an import. */
function useBookingTexts(): Texts<Booking> {
  const t = useTranslations("timeline.system");
  const kinds = useTranslations("claims.kinds");
  const locale = useLocale();
  const money = (params: { amountMinor: number; currency: Currency }) =>
    formatMoney(params.amountMinor, params.currency, locale);
  const day = (text: string) => formatDay(text, locale);
  const totals = ({ czkMinor, eurMinor }: Of<"import.claims">["params"]) =>
    (["CZK", "EUR"] as const)
      .map((currency) => ({ currency, amountMinor: currency === "CZK" ? czkMinor : eurMinor }))
      .filter(({ amountMinor }) => amountMinor !== 0)
      .map(money)
      .join(" + ");
  return {
    "claim.created": ({ params }) =>
      params.variableSymbol
        ? t("claimCreated", {
            amount: money(params),
            day: day(params.dueOn),
            symbol: params.variableSymbol,
          })
        : t("claimCreatedBare", { amount: money(params), day: day(params.dueOn) }),
    "claim.charged": ({ params }) =>
      t("claimCharged", {
        kind: kinds(params.kind),
        amount: money(params),
        day: day(params.valueOn),
      }),
    "claim.interest_started": ({ params }) =>
      t("interestStarted", { kind: kinds(params.kind), day: day(params.fromOn) }),
    "claim.interest_stopped": ({ params }) =>
      params.lastOn
        ? t("interestStopped", { kind: kinds(params.kind), day: day(params.lastOn) })
        : t("interestTakenBack", { kind: kinds(params.kind) }),
    "charge.reversed": ({ params }) =>
      t("chargeReversed", { kind: kinds(params.kind), amount: money(params) }),
    "payment.recorded": ({ params }) =>
      t("paymentRecorded", { amount: money(params), day: day(params.valueOn) }),
    "payment.reversed": ({ params }) =>
      t(params.kind === "bounce" ? "paymentBounced" : "paymentCorrected", {
        amount: money(params),
        day: day(params.valueOn),
      }),
    "import.claims": ({ params }) =>
      t("importClaims", { count: params.count, amount: totals(params) }),
    "import.payments": ({ params }) =>
      t("importPayments", { count: params.count, amount: totals(params) }),
  };
}
