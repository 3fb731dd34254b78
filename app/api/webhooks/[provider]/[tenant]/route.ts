import { answerWebhook } from "@/server/api/webhooks";

type Params = { params: Promise<{ provider: string; tenant: string }> };

async function answer(request: Request, { params }: Params): Promise<Response> {
  return answerWebhook(request, await params);
}

export { answer as GET, answer as POST };
