export { type CreatedTenant, createTenant, type Platform } from "./create-tenant";
export { CreateTenantInput, UpdateTenantInput } from "./inputs";
export { missingDetails, tenantSettings, updateTenant } from "./update-tenant";
