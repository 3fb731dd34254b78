import type { PostageCode } from "@/server/connectors/post";
import { authorize, type Context, reading } from "../../context";
import { carrierOf } from "../carriers/open-carrier";
import { readAccount } from "./account";

/**
 * Services of the contract with the post, as the saved account is told them; none where letters leave
 * otherwise. Throws external `messages.carrier_silent`.
 */
export async function postageServices(ctx: Context): Promise<PostageCode[]> {
  authorize(ctx, "settings:channels");
  const account = await reading(ctx, (tx) => readAccount(ctx, tx, "letter"));
  if (account?.provider !== "dopisonline") return [];
  const carrier = await carrierOf(ctx, "letter", account);
  return (await carrier?.check?.())?.services ?? [];
}
