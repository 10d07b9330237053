import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { Evidence } from "../payment/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { chargePaid, chargeStep } from "./chargeStep.ts"
import { onlyOrganiser } from "./permit.ts"

/** What became of a charge, and why we believe it. Of what was charged the provider's `reference` says where to refund it. */
export type ChargeReport = {
  /** The key under which the provider knows the charge. */
  readonly key: string
  readonly evidence: Extract<Evidence, { readonly _tag: "Webhook" | "Person" }>
} & ({ readonly outcome: "Charged"; readonly reference: string } | { readonly outcome: "Refused" })

/**
 * Records what a webhook or a person says about a charge: the way out for what is unknown. Gives the charge. The same report
 * twice or late changes nothing (I23); one that contradicts what was final is refused.
 *
 * **Gotchas**: a person has to be the organiser. That a webhook is the provider's is for the embedder to verify, before
 * asking; its evidence names the event.
 */
export const reportCharge = Effect.fn("Challenge.reportCharge")(function* (
  challengeId: ChallengeId,
  report: ChargeReport
) {
  const { key, evidence } = report
  const by = evidence._tag === "Person" ? { by: evidence.by } : {}
  return yield* audited(
    { action: "challenge.report-charge", challengeId, ...by },
    Effect.gen(function* () {
      const challenge = yield* find(challengeId)
      if (evidence._tag === "Person") yield* Effect.fromResult(onlyOrganiser(challenge, evidence.by))
      const stepped =
        report.outcome === "Charged"
          ? yield* chargePaid({ challengeId, key }, { reference: report.reference, evidence })
          : yield* chargeStep({ challengeId, key }, { _tag: "Refuse", evidence })
      return stepped.charge
    })
  )
})
