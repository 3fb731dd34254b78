"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay } from "@/server/kernel/days";
import { type Currency, formatMoney } from "@/server/kernel/money";
import { useCodeText } from "../form/error-text";
import { nameIn, type Process } from "../workflow/processes";
import type { SystemEvent } from "./system-event";

type Agreement = Extract<SystemEvent["code"], `${"schedule" | "promise"}.${string}`>;
type Texts = {
  [Code in Agreement]: (event: Extract<SystemEvent, { code: Code }>) => string;
};
type Promised = Extract<SystemEvent, { code: Agreement & `promise.${string}` }>;
type Refused = Extract<SystemEvent, { code: "schedule.move_refused" }>;

/** What was agreed on the case, and what came of it. */
export function useAgreementTexts(process: Process | undefined): Texts {
  const t = useTranslations("timeline.system");
  const locale = useLocale();
  const refusal = useRefusal(process);
  const money = (params: { amountMinor: number; currency: Currency }) =>
    formatMoney(params.amountMinor, params.currency, locale);
  const day = (text: string) => formatDay(text, locale);
  const promised = ({ params }: Pick<Promised, "params">) => {
    return { amount: money(params), day: day(params.dueOn) };
  };
  return {
    "schedule.created": ({ params }) =>
      t("scheduleCreated", {
        ...{ amount: money(params), count: params.count },
        ...{ first: day(params.firstOn), last: day(params.lastOn) },
      }),
    "schedule.ended": ({ params }) =>
      t(params.kind === "replaced" ? "scheduleReplaced" : "scheduleCancelled", {
        amount: money(params),
      }),
    "schedule.broken": ({ params }) => {
      const { position, count, dueOn } = params;
      return t("scheduleBroken", { position, count, day: day(dueOn), amount: money(params) });
    },
    "schedule.healed": ({ params }) =>
      t("scheduleHealed", { position: params.position, day: day(params.dueOn) }),
    "schedule.move_refused": (event) => t("scheduleMoveRefused", { reason: refusal(event) }),
    "promise.made": (event) => t("promiseMade", promised(event)),
    "promise.kept": (event) => t("promiseKept", promised(event)),
    "promise.broken": (event) => t("promiseBroken", promised(event)),
    "promise.reopened": (event) => t("promiseReopened", promised(event)),
    "promise.cancelled": (event) => t("promiseCancelled", promised(event)),
  };
}

/** Why the engine refused, with the names of the process in place of its codes. */
function useRefusal(process: Process | undefined): (event: Refused) => string {
  const t = useTranslations("timeline.system");
  const codeText = useCodeText();
  return ({ params: { reasons } }) => {
    const [reason] = reasons;
    if (!reason) return t("other");
    const { state, transition, ...others } = reason.params ?? {};
    const named = {
      ...others,
      ...(state === undefined ? {} : { state: nameIn(process?.states, String(state)) }),
      ...(transition === undefined
        ? {}
        : { transition: nameIn(process?.transitions, String(transition)) }),
    };
    return codeText(reason.code, named) ?? reason.code;
  };
}
