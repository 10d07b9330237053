import type { Check } from "../Check.ts"

/** I25: an approval of another hash is none. */
export const approvalBoundToHash: Check = {
  invariant: "I25",
  promise: "approval is bound to the hash of the exact awards",
  sees: "Approval",
  find: (observation) =>
    observation._tag === "Approval" && observation.ofOtherHash !== "PlanHashMismatch"
      ? `an approval of another plan's hash was answered with ${observation.ofOtherHash}`
      : undefined
}
