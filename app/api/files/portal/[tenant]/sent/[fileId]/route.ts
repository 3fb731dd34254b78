import type { NextRequest } from "next/server";
import { sendClientFile } from "@/server/api/portal/client-files";

type Params = { params: Promise<{ tenant: string; fileId: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { tenant: slug, fileId } = await params;
  return sendClientFile(request, { slug, requestFileId: Number(fileId) });
}
