export { askHints } from "./ask-hints";
export { type FeedHealth, listFeeds } from "./feed-health";
export type { FeedParts } from "./hand";
export { type FeedStep, readFeedPage } from "./read-feed";
export { replayFeed } from "./replay-feed";
export { compareWatches, watchParties } from "./watch-parties";
