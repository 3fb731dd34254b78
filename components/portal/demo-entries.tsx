"use client";

import { useTranslations } from "next-intl";
import type { PortalOutput } from "../api/portal";
import { Banner } from "../ui/banner";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { usePortal } from "./use-portal";

interface Props {
  slug: string;
  target: string;
  clients: PortalOutput["demoClients"];
}

/** Of a demo: clients that anybody may enter as. */
export function DemoEntries({ slug, target, clients }: Props) {
  const t = useTranslations("portal.demo");
  const here = useHere();
  const { call, fault, isBusy } = usePortal(slug);
  return (
    <section aria-labelledby="demo" className="grid gap-3">
      <Banner tone="warning">{t("demoHint")}</Banner>
      <h2 id="demo" className="font-[620]">
        {t("demoTitle")}
      </h2>
      <FaultBanner slug={slug} fault={fault} />
      <ul className="grid gap-2">
        {clients.map(({ portalUserId, name, isPerson }) => (
          <li key={portalUserId}>
            <button
              type="button"
              disabled={isBusy}
              className="flex min-h-11 w-full items-center justify-between gap-3 rounded-md border border-rule-strong bg-surface px-4 text-left hover:bg-hover"
              onClick={async () => {
                const isIn = await call((client) =>
                  client.enterAsDemo.mutate({ portalUserId }).then(() => true),
                );
                if (isIn) window.location.assign(here(target));
              }}
            >
              <span className="font-[550]">{name}</span>
              <span className="text-ink-2 text-md">{t(isPerson ? "person" : "company")}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
