/** For `next dev`; in production server/main.ts answers these ahead of Next. */
import { sayIn } from "@/app/api/module/words";
import { answerModule } from "@/server/api/module/door";

async function answer(
  request: Request,
  { params }: { params: Promise<{ path: string[] }> },
): Promise<Response> {
  return answerModule(request, (await params).path, { sayIn });
}

export { answer as DELETE, answer as GET, answer as PATCH, answer as POST, answer as PUT };
