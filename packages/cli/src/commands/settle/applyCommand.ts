import { lastStanding, pay, postPlan, type SettlementPlan, SettlementStore } from "@laurel/core/settlement"
import { Effect, Schema } from "effect"
import { Ended, Problem } from "../../io/Problem.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
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
    const posted = await orWhatChanged(session, plan, session.change(posting)).catch(async (error: unknown) => {
      throw await orNotApproved(session, plan, file, error)
    })
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

const unsigned: ReadonlySet<string> = new Set(["Computed", "Provisional", "AwaitingApproval"])

/** Of a plan that nobody has approved that is said in so many words; any other problem is told as it is. */
const orNotApproved = async (
  session: Session,
  { challengeId, version }: SettlementPlan,
  file: string,
  error: unknown
): Promise<unknown> => {
  if (!(error instanceof Problem) || error.facts.code !== "transition-forbidden") return error
  const standing = lastStanding(await session.run(SettlementStore.use((store) => store.of(challengeId))))
  if (standing === undefined || !unsigned.has(standing._tag)) return error
  return new Problem({
    exit: "conflict",
    code: "not-approved",
    title: `plan ${version} of ${challengeId} is not approved yet`,
    where: file,
    remedy: `let somebody who did not make it sign it: laurel settle approve ${file} --as NAME`
  })
}
