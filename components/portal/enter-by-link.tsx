"use client";

import { useTranslations } from "next-intl";
import { brandButton } from "./brand";
import { withCaptcha } from "./captcha";
import { useHere } from "./door-link";
import { FaultBanner } from "./fault";
import { usePortal } from "./use-portal";

/** The last step of a client who comes from somebody else's program. */
export function EnterByLink({ slug, token }: { slug: string; token: string }) {
  const t = useTranslations("portal.enter");
  const here = useHere();
  const { call, fault, isBusy } = usePortal(slug);
  return (
    <div className="mx-auto grid max-w-md gap-4 pt-4">
      <h1 className="font-[650] text-2xl">{t("title")}</h1>
      <p className="text-ink-2">{t("hint")}</p>
      <FaultBanner slug={slug} fault={fault} />
      <button
        type="button"
        className={brandButton}
        disabled={isBusy}
        onClick={async () => {
          const isIn = await call((client) =>
            withCaptcha((captcha) => client.enterByLink.mutate({ token, captcha })).then(
              () => true,
            ),
          );
          if (isIn) window.location.assign(here(`/portal/${slug}`));
        }}
      >
        {t("submit")}
      </button>
    </div>
  );
}
