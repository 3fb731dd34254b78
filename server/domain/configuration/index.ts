export {
  callOut,
  closeLine,
  type Hosts,
  type Line,
  openLine,
  readHosts,
} from "./call-out";
export { type Checked, checkConfig, type Finding } from "./check-config";
export {
  type ConfigFile,
  configJsonSchema,
  type FileTrigger,
} from "./file-schema";
export { allowHost, forbidHost, type HostItem, rotateSecret } from "./hosts";
export { configInForce } from "./in-force";
export { type Reloaded, reloadConfig, SOURCES, watchConfig } from "./reload";
export {
  type Configuration,
  checkText,
  getConfiguration,
  getVersion,
  saveSource,
  type VersionDetail,
} from "./settings";
export { signedHeaders } from "./sign";
