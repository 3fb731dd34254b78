import { answerPortalFile } from "@/server/api/portal/files";

type Params = { params: Promise<{ tenant: string; fileId: string }> };

export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { tenant, fileId } = await params;
  return answerPortalFile(request, { slug: tenant, fileId });
}
