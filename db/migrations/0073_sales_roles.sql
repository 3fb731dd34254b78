-- People who sell, and people who look after accounts: they are operators like any other.
alter table operators drop constraint operators_role;
--> statement-breakpoint
alter table operators add constraint operators_role check (role in ('administrator', 'supervisor', 'operator', 'readOnly', 'salesManager', 'commercialDirector', 'personalManager', 'securityOfficer', 'accountOfficer'));
