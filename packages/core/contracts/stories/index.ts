import type { Layer } from "effect"
import type { ContractOptions } from "../Contract.ts"
import { adjustmentsStory } from "./adjustments.story.ts"
import { aftermathStory } from "./aftermath.story.ts"
import { auditStory } from "./audit.story.ts"
import { authorityStory } from "./authority.story.ts"
import { boardsStory } from "./boards.story.ts"
import { chargeStory } from "./charge.story.ts"
import { circlesStory } from "./circles.story.ts"
import { crashStory } from "./crash.story.ts"
import { gatherStory } from "./gather.story.ts"
import { jobsStory } from "./jobs.story.ts"
import { lifecycleStory } from "./lifecycle.story.ts"
import { moneyStory } from "./money.story.ts"
import { payoutStory } from "./payout.story.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { statisticsStory } from "./statistics.story.ts"
import { timeStory } from "./time.story.ts"
import { webhooksStory } from "./webhooks.story.ts"
import { workersStory } from "./workers.story.ts"

export { adjustmentsStory } from "./adjustments.story.ts"
export { boardsStory } from "./boards.story.ts"
export { circlesStory } from "./circles.story.ts"
export { moneyStory } from "./money.story.ts"
export { statisticsStory } from "./statistics.story.ts"
export { webhooksStory } from "./webhooks.story.ts"

/** Runs every story on an adapter's ports: whole challenges, from the first draft to the last cent. */
export const allStories = (
  adapter: string,
  layer: Layer.Layer<StoryPorts, unknown>,
  options: Pick<ContractOptions, "runs"> = {}
): void => {
  lifecycleStory(adapter, layer, options)
  moneyStory(adapter, layer, options)
  payoutStory(adapter, layer, options)
  chargeStory(adapter, layer, options)
  authorityStory(adapter, layer, options)
  aftermathStory(adapter, layer, options)
  timeStory(adapter, layer, options)
  auditStory(adapter, layer, options)
  jobsStory(adapter, layer, options)
  gatherStory(adapter, layer, options)
  boardsStory(adapter, layer, options)
  statisticsStory(adapter, layer, options)
  adjustmentsStory(adapter, layer, options)
  circlesStory(adapter, layer, options)
  webhooksStory(adapter, layer, options)
}

/**
 * Stops every use case that moves money at every call of a port, and lets several workers interleave in every order that
 * fast-check finds, on an adapter's ports: hundreds of worlds, each recovered to the last cent.
 */
export const allCrashes = (
  adapter: string,
  layer: Layer.Layer<StoryPorts, unknown>,
  options: Pick<ContractOptions, "runs"> = {}
): void => {
  crashStory(adapter, layer, options)
  workersStory(adapter, layer, options)
}
