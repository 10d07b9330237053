import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import { find, onlyOrganiser } from "../challenge/index.ts"
import type { Evidence } from "../payment/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { moveLine } from "./moveLine.ts"
import type { AttemptOutcome } from "./PayoutLine.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** What became of an attempt to pay, and why we believe it: a webhook of the provider, or a person with a note. */
export interface Report {
  /** The key under which the provider knows the attempt. */
  readonly attemptKey: string
  readonly outcome: AttemptOutcome["outcome"]
  readonly evidence: Extract<Evidence, { readonly _tag: "Webhook" | "Person" }>
}

const commandFor = { Confirmed: "Confirm", Refused: "Refuse", Returned: "Return" } as const

/**
 * Records what a webhook or a person says about an attempt: the way out for what is unknown, and the way in for what came
 * back after it was paid. Gives the settlement. The same report twice or late changes nothing (I23); one that contradicts
 * what was final is refused.
 *
 * **Gotchas**: a person has to be the organiser. That a webhook is the provider's is for the embedder to verify, before
 * asking; its evidence names the event.
 */
export const report = Effect.fn("Settlement.report")(function* (
  challengeId: ChallengeId,
  { attemptKey, outcome, evidence }: Report
) {
  const by = evidence._tag === "Person" ? { by: evidence.by } : {}
  return yield* audited(
    { action: "settlement.report", challengeId, ...by },
    Effect.gen(function* () {
      const challenge = yield* find(challengeId)
      if (evidence._tag === "Person") yield* Effect.fromResult(onlyOrganiser(challenge, evidence.by))
      const lines = yield* (yield* SettlementStore).linesByAttempt(challengeId, attemptKey)
      return yield* moveLine(challengeId, attemptKey, lines, { _tag: commandFor[outcome], attemptKey, evidence })
    })
  )
})
