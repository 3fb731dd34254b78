import { answerOwnData } from "@/server/api/portal/files";

type Params = { params: Promise<{ tenant: string }> };

export async function POST(request: Request, { params }: Params): Promise<Response> {
  return answerOwnData(request, { slug: (await params).tenant });
}
