export { bundledProgram } from "./bundled-program";
export { type Desk, makeTestTenant, openDesk, type TestTenant } from "./desk";
export { othersEnd } from "./others-end";
