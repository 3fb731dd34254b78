import type { NextRequest } from "next/server";
import { sendSample } from "@/server/api/crm/template-files";
import { withSession } from "../../../session";

type Params = { params: Promise<{ code: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { code } = await params;
  return withSession(request, () => sendSample(code));
}
