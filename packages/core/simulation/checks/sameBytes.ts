import { toCanonical } from "../../src/settlement/index.ts"
import type { Check } from "../Check.ts"

/** I13: the same frozen facts, in whatever order, give the same bytes. */
export const sameBytes: Check = {
  invariant: "I13",
  promise: "the same frozen inputs give the same bytes",
  sees: "Plan",
  find: (observation) => {
    if (observation._tag !== "Plan") return undefined
    const { plan, again } = observation
    const text = toCanonical(plan)
    if (text === again) return undefined
    let at = 0
    while (text[at] === again[at]) at++
    return `computed again, the plan differs at byte ${at}: …${text.slice(Math.max(0, at - 30), at + 30)}… and …${again.slice(Math.max(0, at - 30), at + 30)}…`
  }
}
