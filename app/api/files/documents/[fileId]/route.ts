import type { NextRequest } from "next/server";
import { sendDocument } from "@/server/api/crm/document-files";
import { withSession } from "../../session";

type Params = { params: Promise<{ fileId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const fileId = Number((await params).fileId);
  if (!Number.isSafeInteger(fileId)) return new Response("not found", { status: 404 });
  const isDownload = request.nextUrl.searchParams.has("download");
  return withSession(request, (ctx) => sendDocument(ctx, { fileId, isDownload }));
}
