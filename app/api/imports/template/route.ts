import type { NextRequest } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import { IMPORT_KINDS } from "@/db/values/imports";
import { sendTemplate } from "@/server/api/crm/import-files";
import { isLocale } from "@/server/kernel/locale";
import { withSession } from "../../files/session";

export async function GET(request: NextRequest): Promise<Response> {
  const t = await getTranslations("imports");
  const given = await getLocale();
  const locale = isLocale(given) ? given : "cs";
  const sheetName = (kind: string) => {
    const known = IMPORT_KINDS.find((each) => each === kind);
    return known ? t(`kinds.${known}`) : kind;
  };
  const query = Object.fromEntries(request.nextUrl.searchParams);
  return withSession(request, (ctx) => sendTemplate(ctx, { query, locale, sheetName }));
}
