import { type Context, reading } from "../context";

interface Row {
  name: string;
  address: string;
  /** Its e-mails leave by the install's server, under its own address. */
  isByInstall: boolean;
}

/**
 * As whom a mail to a client leaves: by the name that stands at the door, from the tenant's own
 * address. Where the tenant's e-mails leave by a server of its own, the install's may not speak for
 * that address, and so it keeps its own under the tenant's name.
 */
export async function clientSender(ctx: Context, install: string): Promise<string> {
  const [row] = await reading(
    ctx,
    ({ sql }) => sql<Row[]>`
      select coalesce(nullif(s.title, ''), t.name) as name,
             coalesce(t.settings -> 'details' ->> 'email', '') as address,
             not exists (select from channel_accounts a
                          where a.channel = 'email' and a.provider <> 'install') as "isByInstall"
        from tenants t left join portal_sites s on s.tenant_id = t.id where t.id = app_tenant()`,
  );
  if (!row) return install;
  const isOwn = row.address !== "" && (row.isByInstall || (ctx.outside?.isCatching ?? false));
  const address = isOwn ? row.address : (/<([^>]+)>/.exec(install)?.[1] ?? install);
  return `"${row.name.replace(/["\\\p{Cc}]/gu, "")}" <${address}>`;
}
