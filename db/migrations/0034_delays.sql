-- Data messages whose download fails time after time step aside; a carrier's pace is kept by all at once.
CREATE TABLE "data_message_delays" (
	"tenant_id" integer DEFAULT app_tenant() NOT NULL,
	"provider_id" text NOT NULL,
	"envelope" jsonb NOT NULL,
	"reason" text NOT NULL,
	"attempts" integer NOT NULL,
	"failed_at" timestamp with time zone NOT NULL,
	"next_try_at" timestamp with time zone NOT NULL,
	CONSTRAINT "data_message_delays_tenant_id_provider_id_pk" PRIMARY KEY("tenant_id","provider_id")
);
--> statement-breakpoint
ALTER TABLE "channel_accounts" ADD COLUMN "turn_at" timestamp with time zone;
--> statement-breakpoint
revoke truncate on data_message_delays from saldo_app;
--> statement-breakpoint
call raise_tenant_walls();
