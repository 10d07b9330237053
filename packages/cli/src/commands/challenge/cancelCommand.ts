import { find } from "@laurel/core/challenge"
import { cancel, SettlementStore } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ reason: Schema.NonEmptyString, confirm: Schema.optionalKey(Schema.String) })
)

/** `laurel challenge cancel`: a challenge is called off, and its payers are owed what they paid. */
export const cancelCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    await confirmSevere(
      session,
      options,
      challengeId,
      `${challengeId} is cancelled for good and its payers are refunded`
    )
    const { challenge, refunds } = await session.change(callOff(challengeId, session.by, options.reason))
    show(
      session,
      { challenge: challengeId, state: challenge._tag, reason: options.reason, refunds },
      () =>
        `${challengeId} is cancelled: ${options.reason}.\n` +
        (refunds === 0
          ? "Nobody paid anything.\n"
          : `${refunds} are to be refunded: laurel settle resume ${challengeId}\n`)
    )
  })
}

const callOff = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, reason: string) {
  const { settlementId } = yield* cancel(challengeId, by, reason)
  const { Payable: refunds } = yield* (yield* SettlementStore).countLines(settlementId)
  return { challenge: yield* find(challengeId), refunds }
})
