import { configSchemaText } from "@/server/api/config-schema";

/** The schema of customers' files, for editors: it holds nothing of anybody's. */
export function GET(): Response {
  return new Response(configSchemaText(), {
    headers: { "content-type": "application/schema+json; charset=utf-8" },
  });
}
