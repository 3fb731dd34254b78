"use client";

import { useTranslations } from "next-intl";
import { Banner } from "../ui/banner";
import { useHere, useInsidePath } from "./door-link";
import { signInPath } from "./return-path";
import type { Fault } from "./use-portal";

/** What went wrong; of an ended session also the way back in, to this very page. */
export function FaultBanner({ slug, fault }: { slug: string; fault: Fault | null }) {
  if (!fault) return null;
  return (
    <Banner tone="danger" role="alert">
      {fault.text} {fault.isSignedOut ? <SignInAgain slug={slug} /> : null}
    </Banner>
  );
}

export function SignInAgain({ slug }: { slug: string }) {
  const t = useTranslations("portal.signIn");
  const here = useHere();
  const path = useInsidePath();
  return (
    // A whole load: nothing of what was shown may stay in memory.
    <a className="text-accent underline underline-offset-2" href={here(signInPath(slug, path))}>
      {t("again")}
    </a>
  );
}
