import { type LiveActivities, makeLiveActivities } from "@laurel/core/challenge"
import { Context, Layer } from "effect"

/** The activities of those who follow what they do, at a server. */
export class LiveActivity extends Context.Service<LiveActivity, LiveActivities>()("@laurel/http/LiveActivity") {
  /** One for the process. */
  static readonly layer = Layer.effect(LiveActivity, makeLiveActivities())
}
