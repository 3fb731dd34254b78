"use client";

import { useTranslations } from "next-intl";
import { useHere } from "./door-link";
import { forgetDrafts } from "./draft";
import { usePortal } from "./use-portal";

export function SignOutButton({ slug }: { slug: string }) {
  const t = useTranslations("portal.site");
  const here = useHere();
  const { call, isBusy } = usePortal(slug);
  return (
    <button
      type="button"
      disabled={isBusy}
      className="-mr-3 h-11 shrink-0 rounded-md px-3 text-ink-2 text-md hover:bg-hover hover:text-ink"
      onClick={async () => {
        await call((client) => client.signOut.mutate());
        forgetDrafts(slug);
        // A whole load: nothing of what was shown may stay in memory.
        window.location.assign(here(`/portal/${slug}/sign-in`));
      }}
    >
      {t("signOut")}
    </button>
  );
}
