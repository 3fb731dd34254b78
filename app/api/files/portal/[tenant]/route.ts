import type { NextRequest } from "next/server";
import { receiveClientFile } from "@/server/api/portal/client-files";

type Params = { params: Promise<{ tenant: string }> };

export async function PUT(request: NextRequest, { params }: Params): Promise<Response> {
  return receiveClientFile(request, (await params).tenant);
}
