export { type Desk, makeTestTenant, openDesk, type TestTenant } from "./desk";
