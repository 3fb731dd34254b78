import { VerifyForm } from "@/components/portal/verify-form";
import { currentVisit } from "../../current-visit";

type Props = {
  params: Promise<{ tenant: string }>;
  searchParams: Promise<{ number?: string | string[]; code?: string | string[] }>;
};

const text = (value: string | string[] | undefined): string =>
  typeof value === "string" ? value.slice(0, 40) : "";

/** The paper's QR code leads here with all filled in; only a press of the button asks. */
export default async function Page({ params, searchParams }: Props) {
  const [{ tenant }, { number, code }] = await Promise.all([params, searchParams]);
  await currentVisit(tenant);
  return <VerifyForm slug={tenant} given={{ number: text(number), code: text(code) }} />;
}
