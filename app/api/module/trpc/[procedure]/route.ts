/** For `next dev`; in production server/main.ts answers these ahead of Next. */
import { sayIn } from "@/app/api/module/words";
import { answerModuleTrpc } from "@/server/api/module/router";

const answer = (request: Request): Promise<Response> => answerModuleTrpc(request, { sayIn });

export { answer as GET, answer as POST };
