import type { NextRequest } from "next/server";
import { sendPicture } from "@/server/api/crm/manual-files";
import { withSession } from "../../session";

type Params = { params: Promise<{ picture: string }> };

export async function GET(request: NextRequest, { params }: Params): Promise<Response> {
  const { picture } = await params;
  return withSession(request, () => sendPicture(picture));
}
