import { advance } from "@laurel/core/challenge"
import { pay, refund, retry, SettlementStore } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Ended } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
import { askAboutPayouts } from "../reconcile/askAboutPayouts.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ yes: Schema.optionalKey(Schema.Boolean), retry: Schema.optionalKey(Schema.Array(Schema.String)) })
)

/**
 * `laurel settle resume`: what is unknown is asked for, then what can be paid is paid. It is safe at any time and any number of
 * times: nothing is paid twice.
 */
export const resumeCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    await confirmMoney(session, options, `Payouts of ${challengeId} go on`)
    await session.change(oweRefunds(challengeId, session.by))
    if (!session.dryRun) {
      await session.run(askAboutPayouts(challengeId))
      await session.run(again(challengeId, options.retry ?? []))
      await session.run(pay(challengeId, workerOf(session)))
    }
    const status = await session.run(statusOf(challengeId))
    printStatus(session, status)
    if (status.stuck > 0) throw new Ended("partial")
  })
}

/** A challenge that the clock cancelled owes its payers their money; for whoever looks first. */
const oweRefunds = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag !== "Cancelled") return
  const latest = (yield* (yield* SettlementStore).of(challengeId)).at(-1)
  if (latest === undefined || !("cancelledBy" in latest)) yield* refund(challengeId, by, challenge.reason)
})

const retriable: ReadonlySet<string> = new Set(["Refused", "Returned"])

const again = Effect.fnUntraced(function* (challengeId: ChallengeId, keys: ReadonlyArray<string>) {
  const refused: Array<string> = []
  yield* statusOf(challengeId, ({ _tag, key }) => void (retriable.has(_tag) && refused.push(key)))
  for (const key of keys.includes("all") ? refused : keys) yield* retry(challengeId, key)
})
