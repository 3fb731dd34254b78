import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { sendMessageFile, sendMessagePages } from "@/server/api/crm/message-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ messageId: string; fileId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const which = await params;
  if (!query.has("shown")) {
    const wanted = { ...which, isDownload: query.has("download") };
    return withSession(request, (ctx) => sendMessageFile(ctx, wanted));
  }
  const nearNote = (await getTranslations("messages"))("view.near");
  return withSession(request, (ctx) => sendMessagePages(ctx, { ...which, nearNote }));
}
