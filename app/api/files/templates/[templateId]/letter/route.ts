import type { NextRequest } from "next/server";
import { getTranslations } from "next-intl/server";
import { sendLetter } from "@/server/api/crm/template-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ templateId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { templateId } = await params;
  const query = request.nextUrl.searchParams;
  const nearNote = (await getTranslations("messages"))("view.near");
  return withSession(request, (ctx) => sendLetter(ctx, { templateId, query, nearNote }));
}
