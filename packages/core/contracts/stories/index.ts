import type { Layer } from "effect"
import { lifecycleStory } from "./lifecycle.story.ts"
import { moneyStory } from "./money.story.ts"
import type { StoryPorts } from "./StoryPorts.ts"

/** Runs every story on an adapter's ports: whole challenges, from the first draft to the last cent. */
export const allStories = (adapter: string, layer: Layer.Layer<StoryPorts, unknown>): void => {
  lifecycleStory(adapter, layer)
  moneyStory(adapter, layer)
}
