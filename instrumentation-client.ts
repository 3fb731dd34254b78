// Run by Next in the browser before anything else. The pages' policy forbids to make code of text; zod
// would try whether it may, and each try would be told as a violation. It is not loaded for that here.
const config = globalThis as { __zod_globalConfig?: { jitless?: boolean } };
config.__zod_globalConfig = { ...config.__zod_globalConfig, jitless: true };
