import { Effect } from "effect"
import { PaymentProvider } from "../payment/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { Charges } from "./Charges.ts"
import { OtherProviderCharged } from "./chargeErrors.ts"

/** Gives the name of the configured provider; refuses any other than the one through which fees of the challenge are charged. */
export const sameCharger = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const { name: configured } = yield* PaymentProvider
  const provider = (yield* (yield* Charges).providersOf(challengeId)).find((name) => name !== configured)
  return provider === undefined ? configured : yield* new OtherProviderCharged({ challengeId, provider, configured })
})
