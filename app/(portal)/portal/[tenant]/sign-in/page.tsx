import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { DemoEntries } from "@/components/portal/demo-entries";
import { PortalSignIn } from "@/components/portal/sign-in-form";
import { callerOf, currentVisit } from "../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const [visit, t, locale] = await Promise.all([
    currentVisit(tenant),
    getTranslations("portal.site"),
    getLocale(),
  ]);
  const { site, ctx } = visit;
  if (ctx) redirect(`/portal/${tenant}`);
  const demo = await callerOf(visit).demoClients();
  return (
    <div className="mx-auto grid max-w-md gap-6 pt-4">
      <p className="text-ink-2">{site.welcome[locale] || t("signedOutHint")}</p>
      <div className="rounded-lg border border-rule bg-surface p-5">
        <PortalSignIn slug={tenant} />
      </div>
      {demo.length > 0 ? <DemoEntries slug={tenant} clients={demo} /> : null}
    </div>
  );
}
