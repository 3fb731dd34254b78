import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { safeReturnPath } from "@/components/access/safe-return-path";
import { SignInForm } from "@/components/access/sign-in-form";
import { currentContext } from "../../current-context";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("access.signIn");
  return { title: t("passwordTitle") };
}

type Props = { searchParams: Promise<{ from?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  const { from } = await searchParams;
  const path = safeReturnPath(typeof from === "string" ? from : null);
  if (await currentContext()) redirect(path);
  return <SignInForm from={path} />;
}
