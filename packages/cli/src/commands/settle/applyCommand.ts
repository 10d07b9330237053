import { pay, postPlan } from "@laurel/core/settlement"
import { Effect, Schema } from "effect"
import { Ended } from "../../io/Problem.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { workerOf } from "../../session/workerOf.ts"
import { orWhatChanged } from "./changesSince.ts"
import { differencesOf, moneyText } from "./differences.ts"
import { readPlan } from "./planFile.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ yes: Schema.optionalKey(Schema.Boolean), pay: Schema.Boolean })
)

/**
 * `laurel settle apply`: posts exactly what the file says, once, and pays it. Of two who apply the same plan the second is
 * told so (exit 6) and changes nothing.
 */
export const applyCommand = async (
  file: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const plan = await readPlan(house.io, file)
  const { challengeId, hash, version } = plan
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    const money = moneyText(plan, await differencesOf(session, plan))
    await confirmMoney(session, options, `Plan ${version} of ${challengeId}, ${money}, is posted and paid`)
    const posting = Effect.andThen(postPlan(challengeId, hash), statusOf(challengeId))
    const posted = await orWhatChanged(session, plan, session.change(posting))
    if (session.dryRun || !options.pay) {
      printStatus(session, posted)
      return
    }
    await session.run(pay(challengeId, workerOf(session)))
    const status = await session.run(statusOf(challengeId))
    printStatus(session, status)
    if (status.stuck > 0) throw new Ended("partial")
  })
}
