import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { sendAnnotated } from "@/server/api/crm/import-files";
import { withSession } from "../../../files/session";

type Params = { params: Promise<{ importId: string }> };
type Loose = ((key: string, params?: Record<string, string | number>) => string) & {
  has(key: string): boolean;
};

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { importId } = await params;
  const t = await getTranslations();
  // Codes arrive as data, so their keys cannot be typed.
  const loose = t as unknown as Loose;
  const words = {
    header: t("imports.findings.reason"),
    text: ({
      code,
      params: values,
      value,
    }: {
      code: string;
      params: Record<string, string | number>;
      value: string;
    }) => {
      const [namespace, ...reason] = code.split(".");
      const key = `${namespace}.errors.${reason.join(".")}`;
      return loose.has(key) ? loose(key, { value, ...values }) : code;
    },
  };
  const rows = request.nextUrl.searchParams.get("rows");
  return withSession(request, (ctx) => sendAnnotated(ctx, { importId, rows, words }));
}
