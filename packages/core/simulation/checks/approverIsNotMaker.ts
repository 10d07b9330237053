import type { Check } from "../Check.ts"

/** I24: who made a plan cannot approve it. */
export const approverIsNotMaker: Check = {
  invariant: "I24",
  promise: "the approver is not the maker, on every path",
  sees: "Approval",
  find: (observation) =>
    observation._tag === "Approval" && observation.byMaker !== "ApproverIsMaker"
      ? `the maker's approval was answered with ${observation.byMaker}`
      : undefined
}
