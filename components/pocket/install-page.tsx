"use client";

import { Check, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { QrCode } from "../access/qr-code";
import { ButtonLink } from "../ui/button";
import { Section } from "../ui/section";
import { type Features, featuresOf } from "./features";
import { keepShell } from "./keep-shell";
import { NoticesPanel } from "./notices-panel";

/** How the pocket version gets onto a telephone, and what this browser can do of it. */
export function InstallPage() {
  const t = useTranslations("pocket.install");
  const [here, setHere] = useState<{ features: Features; address: string } | null>(null);
  useEffect(() => {
    const address = new URL("/pocket/install", window.location.href).href;
    setHere({ features: featuresOf(window as never), address });
    void keepShell().catch(() => undefined);
  }, []);
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-2xl content-start gap-6 bg-paper px-4 py-6">
      <header className="grid gap-2">
        <h1 className="font-[650] text-xl">{t("title")}</h1>
        <p className="text-ink-2">{t("intro")}</p>
        <div className="flex flex-wrap gap-2">
          <ButtonLink kind="primary" size="lg" href="/pocket" className="h-11">
            {t("open")}
          </ButtonLink>
          <ButtonLink size="lg" href="/" className="h-11">
            {t("whole")}
          </ButtonLink>
        </div>
      </header>
      {here && !here.features.isInstalled ? (
        <Section title={t("scan")}>
          <div className="flex flex-wrap items-center gap-4">
            <QrCode text={here.address} label={t("qr")} />
            <p className="min-w-0 flex-1 break-all text-ink-2">{here.address}</p>
          </div>
        </Section>
      ) : null}
      <Steps />
      {here ? <Abilities features={here.features} /> : null}
      {here ? <NoticesPanel canNotify={here.features.notices} /> : null}
    </main>
  );
}

const PLATFORMS = ["android", "ios", "desktop"] as const;
const STEPS = ["first", "second", "third"] as const;

function Steps() {
  const t = useTranslations("pocket.install");
  return (
    <Section title={t("steps")}>
      <div className="grid gap-4">
        {PLATFORMS.map((platform) => (
          <div key={platform} className="grid gap-1">
            <h3 className="font-[600]">{t(`platforms.${platform}.name`)}</h3>
            <ol className="list-decimal pl-5">
              {STEPS.map((step) => (
                <li key={step}>{t(`platforms.${platform}.${step}`)}</li>
              ))}
            </ol>
          </div>
        ))}
      </div>
      <p className="pt-3 text-ink-2">{t("browsers")}</p>
    </Section>
  );
}

function Abilities({ features }: { features: Features }) {
  const t = useTranslations("pocket.install");
  const abilities = ["offline", "storage", "notices"] as const;
  return (
    <Section title={t("thisBrowser")}>
      <ul className="grid gap-1.5">
        {abilities.map((ability) => {
          const can = features[ability];
          return (
            <li key={ability} className="flex items-start gap-2">
              {can ? (
                <Check className="mt-0.5 size-4 shrink-0 text-positive" aria-hidden />
              ) : (
                <X className="mt-0.5 size-4 shrink-0 text-danger" aria-hidden />
              )}
              <span>{can ? t(`can.${ability}`) : t(`cannot.${ability}`)}</span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
