import { oweRefunds, pay, reconcilePayouts, retryLines } from "@laurel/core/settlement"
import { Schema } from "effect"
import { Ended } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
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
  const retried = options.retry ?? []
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    await confirmMoney(session, options, `Payouts of ${challengeId} go on`)
    await session.change(oweRefunds(challengeId, session.by))
    if (!session.dryRun) {
      await session.run(reconcilePayouts(challengeId))
      await session.run(retryLines(challengeId, retried.includes("all") ? "all" : retried))
      await session.run(pay(challengeId, workerOf(session)))
    }
    const status = await session.run(statusOf(challengeId))
    printStatus(session, status)
    if (status.stuck > 0) throw new Ended("partial")
  })
}
