import { toCanonical } from "../../src/settlement/index.ts"
import type { Check } from "../Check.ts"

/** I28: what a preview shows is what the plan becomes. */
export const previewIsThePlan: Check = {
  invariant: "I28",
  promise: "preview and real run differ in the commit alone",
  sees: "Plan",
  find: (observation) =>
    observation._tag === "Plan" && toCanonical(observation.preview) !== toCanonical(observation.plan)
      ? `the preview had the hash ${observation.preview.hash}, the plan has ${observation.plan.hash}`
      : undefined
}
