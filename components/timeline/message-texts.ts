"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDay, formatInstant } from "@/server/kernel/days";
import type { SystemEvent } from "./system-event";

type Contact = Extract<SystemEvent["code"], `${"message" | "contact"}.${string}`>;
type Texts = { [Code in Contact]: (event: Extract<SystemEvent, { code: Code }>) => string };

/** What was not sent and why, and who must not be written to. */
export function useMessageTexts(): Texts {
  const t = useTranslations("timeline.system");
  const words = useTranslations("messages");
  const locale = useLocale();
  return {
    "message.stopped": ({ params: { reasons, channel, step } }) => {
      const said = {
        channel: words(`channels.${channel}`),
        reasons: reasons.map((reason) => words(`stops.${reason}`)).join(", "),
      };
      return step ? t("messageStoppedStep", { ...said, step }) : t("messageStopped", said);
    },
    "message.left_out": ({ params: { channel, names } }) =>
      t("messageLeftOut", { channel: words(`channels.${channel}`), names }),
    "message.returned": ({ params: { channel, at, detail } }) =>
      t("messageReturned", {
        ...{ channel: words(`channels.${channel}`), detail },
        at: formatInstant(new Date(at), locale),
      }),
    "message.delivered": ({ params: { channel, at } }) =>
      t("messageDelivered", {
        channel: words(`channels.${channel}`),
        at: formatInstant(new Date(at), locale),
      }),
    "contact.held": ({ params: { kind: code, untilOn } }) => {
      const kind = words(`holdKinds.${code}`);
      return untilOn
        ? t("contactHeldUntil", { kind, day: formatDay(untilOn, locale) })
        : t("contactHeld", { kind });
    },
    "contact.released": ({ params: { kind } }) =>
      t("contactReleased", { kind: words(`holdKinds.${kind}`) }),
  };
}
