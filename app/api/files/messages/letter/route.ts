import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { sendLetterPages } from "@/server/api/crm/message-files";
import { withSession } from "../../session";

export async function GET(request: NextRequest): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const nearNote = (await getTranslations("messages"))("view.near");
  return withSession(request, (ctx) => sendLetterPages(ctx, { query, nearNote }));
}
