import { answerLeadForm } from "@/server/api/leads";

type Params = { params: Promise<{ key: string }> };

async function answer(request: Request, { params }: Params): Promise<Response> {
  return answerLeadForm(request, await params);
}

export { answer as GET, answer as OPTIONS, answer as POST };
