export { type Desk, openDesk, type TestTenant } from "./desk";
