import { pageWordsIn } from "@/app/api/module/words";
import { languageOf } from "@/server/api/module/door";
import { apiDocument } from "@/server/api/module/openapi";
import { apiPage } from "@/server/api/module/page";

/** The description of the module API for people, at an address that does not change. */
export async function GET(request: Request): Promise<Response> {
  const language = languageOf(request.headers.get("accept-language")) ?? "cs";
  const page = apiPage(apiDocument(), await pageWordsIn(language));
  return new Response(page, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "public, max-age=300",
      vary: "accept-language",
    },
  });
}
