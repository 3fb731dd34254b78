import { getTranslations } from "next-intl/server";
import { RegisterForm } from "@/components/portal/register-form";
import { callerOf, currentVisit } from "../../current-visit";

export default async function Page({ params }: { params: Promise<{ tenant: string }> }) {
  const { tenant } = await params;
  const [visit, t] = await Promise.all([currentVisit(tenant), getTranslations("portal.register")]);
  const { isOpen, needsCode } = await callerOf(visit).registration();
  return (
    <div className="mx-auto max-w-md pt-4">
      {isOpen ? (
        <RegisterForm slug={tenant} needsCode={needsCode} />
      ) : (
        <div className="grid gap-4">
          <h1 className="font-[650] text-2xl">{t("title")}</h1>
          <p className="text-ink-2">{t("closed")}</p>
        </div>
      )}
    </div>
  );
}
