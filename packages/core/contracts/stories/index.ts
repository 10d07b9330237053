import type { Layer } from "effect"
import { aftermathStory } from "./aftermath.story.ts"
import { authorityStory } from "./authority.story.ts"
import { crashStory } from "./crash.story.ts"
import { lifecycleStory } from "./lifecycle.story.ts"
import { moneyStory } from "./money.story.ts"
import { payoutStory } from "./payout.story.ts"
import type { StoryPorts } from "./StoryPorts.ts"

/** Runs every story on an adapter's ports: whole challenges, from the first draft to the last cent. */
export const allStories = (adapter: string, layer: Layer.Layer<StoryPorts, unknown>): void => {
  lifecycleStory(adapter, layer)
  moneyStory(adapter, layer)
  payoutStory(adapter, layer)
  authorityStory(adapter, layer)
  aftermathStory(adapter, layer)
  crashStory(adapter, layer)
}
