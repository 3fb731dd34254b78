"use client";

import { useTranslations } from "next-intl";
import { Instant } from "../format/instant";
import { Banner } from "../ui/banner";
import type { Service } from "./service-form";
import { useRegisterWords } from "./words";

/** How a register has answered of late; one that was never asked says so. */
export function Health({ service }: { service: Service }) {
  const t = useTranslations("registers.settings");
  const words = useRegisterWords();
  const { url, trouble, troubleAt, restingUntil, answeredAt } = service;
  if (url === "") return <Banner tone="neutral">{t("off")}</Banner>;
  if (trouble) {
    return (
      <Banner tone="warning" title={words.trouble(trouble)}>
        {t("troubleSince")} <Instant value={troubleAt} style="relative" />
        {restingUntil && restingUntil.getTime() > Date.now() ? (
          <>
            {" · "}
            {t("restingUntil")} <Instant value={restingUntil} />
          </>
        ) : null}
      </Banner>
    );
  }
  return (
    <p className="text-ink-2">
      {answeredAt ? (
        <>
          {t("answeredAt")} <Instant value={answeredAt} style="relative" />
        </>
      ) : (
        t("neverAsked")
      )}
    </p>
  );
}
