export { type CreatedTenant, createTenant, type Platform } from "./create-tenant";
export { CreateTenantInput } from "./inputs";
