import type { Activity } from "../../src/activity/index.ts"
import { Name, UserId } from "../../src/shared/index.ts"

/** An activity with what a test cares about; the rest is plain. */
export const activity = (fields: Partial<Activity> = {}): Activity => ({
  userId: UserId.make("ada"),
  metric: Name.make("steps"),
  quantity: 100,
  at: 5_000,
  source: "watch",
  sourceKey: "k1",
  revision: 0,
  void: false,
  ...fields
})
