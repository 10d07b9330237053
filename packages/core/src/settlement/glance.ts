import type { Evidence } from "../payment/index.ts"
import type { Canonical } from "../shared/index.ts"
import { attemptsOf, type PayoutLine } from "./PayoutLine.ts"
import type { SettlementState } from "./SettlementState.ts"

/** A settlement as the audit log shows it: its state, its plan by hash, and the people who stand for it. */
export const glance = (state: SettlementState): Canonical => ({
  approver: "approver" in state ? state.approver : undefined,
  maker: "maker" in state ? state.maker : undefined,
  planHash: "planHash" in state ? state.planHash : undefined,
  reason: "reason" in state ? state.reason : undefined,
  revision: state.revision,
  state: state._tag,
  version: state.version
})

/** A payout line as the audit log shows it: its state and amount, and what is known of its latest attempt. */
export const glanceAtLine = (line: PayoutLine): Canonical => {
  const attempt = attemptsOf(line).at(-1)
  return {
    attempt: attempt?.number,
    evidence: evidenceIn(attempt?.outcomes.at(-1)?.evidence),
    minorUnits: `${line.minorUnits}`,
    state: line._tag
  }
}

/** Why an outcome is believed, without what a person noted about it. */
const evidenceIn = (evidence: Evidence | undefined): Canonical | undefined => {
  if (evidence === undefined) return undefined
  return evidence._tag === "Person" ? { _tag: "Person", by: evidence.by } : evidence
}
