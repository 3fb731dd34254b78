import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PortalSignIn } from "@/components/portal/sign-in-form";
import { currentVisit } from "../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const [{ site, ctx }, t, locale] = await Promise.all([
    currentVisit(tenant),
    getTranslations("portal.site"),
    getLocale(),
  ]);
  if (ctx) redirect(`/portal/${tenant}`);
  return (
    <div className="mx-auto grid max-w-md gap-6 pt-4">
      <p className="text-ink-2">{site.welcome[locale] || t("signedOutHint")}</p>
      <div className="rounded-lg border border-rule bg-surface p-5">
        <PortalSignIn slug={tenant} />
      </div>
    </div>
  );
}
