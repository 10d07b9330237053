import { Schema } from "effect"
import type { Evidence } from "../payment/index.ts"
import { type Canonical, canonicalJson, sha256Hex } from "../shared/index.ts"
import { attemptsOf, type PayoutLine } from "./PayoutLine.ts"
import { SettlementState } from "./SettlementState.ts"

const encode = Schema.encodeSync(Schema.toCodecJson(SettlementState))

/**
 * A settlement as the audit log shows it: its state, its plan by hash, the people who stand for it, and the hash of it all, by
 * which it is recognised later.
 */
export const glance = (state: SettlementState): Canonical => ({
  approver: "approver" in state ? state.approver : undefined,
  maker: "maker" in state ? state.maker : undefined,
  planHash: "planHash" in state ? state.planHash : undefined,
  reason: "reason" in state ? state.reason : undefined,
  revision: state.revision,
  sha256: sha256Hex(canonicalJson(encode(state))),
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
