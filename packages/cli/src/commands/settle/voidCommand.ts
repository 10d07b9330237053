import { find } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { cancel, NothingPlanned, reject, SettlementStore } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ reason: Schema.NonEmptyString, confirm: Schema.optionalKey(Schema.String) })
)

/**
 * `laurel settle void`: a plan that is not posted is rejected, and another can be made; a correction that is not posted is
 * called off, and what was settled before stands.
 */
export const voidCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    await confirmSevere(session, options, challengeId, `The plan of ${challengeId} is taken back`)
    const taking = Effect.andThen(takeBack(challengeId, session.by, options.reason), statusOf(challengeId))
    printStatus(session, await session.change(taking))
  })
}

const takeBack = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, reason: string) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      yield* find(challengeId)
      const latest = (yield* (yield* SettlementStore).of(challengeId)).at(-1)
      if (latest === undefined || !("planHash" in latest)) return yield* new NothingPlanned({ challengeId })
      return latest.supersedes === undefined
        ? yield* reject(challengeId, latest.planHash, by, reason)
        : yield* cancel(challengeId, by, reason)
    })
  )
})
