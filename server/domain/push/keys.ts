import { makeVapidKeys, type VapidKeys } from "@/server/connectors/web-push";
import { type Context, inTransaction } from "../context";

/** By which push services know the tenant; made when first asked for, and never again. */
export async function vapidKeys(ctx: Context): Promise<VapidKeys> {
  return inTransaction(ctx, async (_, { sql }) => {
    const find = () => sql<{ publicKey: string; sealed: Buffer }[]>`
      select public_key as "publicKey", private_key_cipher as sealed from push_keys`;
    let [row] = await find();
    if (!row) {
      const made = makeVapidKeys();
      await sql`insert into push_keys (public_key, private_key_cipher)
                values (${made.publicKey}, ${ctx.keys.seal(made.privateKey)})
                on conflict do nothing`;
      [row] = await find();
    }
    if (!row) throw new Error("no keys");
    return { publicKey: row.publicKey, privateKey: ctx.keys.open(row.sealed) };
  });
}
