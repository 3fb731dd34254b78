-- Refresh tokens that a mail service ended by giving others in their place: whoever still has the old
-- one, typed into a form or in another process's memory, goes on with the newest.
create table refresh_tokens (
  tenant_id integer default app_tenant() not null,
  hash text not null,
  newest_hash text,
  newest_cipher bytea,
  leased_until timestamp with time zone,
  changed_at timestamp with time zone default now() not null,
  constraint refresh_tokens_tenant_id_hash_pk primary key (tenant_id, hash),
  constraint refresh_tokens_newest check ((newest_hash is null) = (newest_cipher is null))
);
--> statement-breakpoint
create index refresh_tokens_newest_hash on refresh_tokens (tenant_id, newest_hash);
--> statement-breakpoint
revoke truncate on refresh_tokens from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
