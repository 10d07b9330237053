import { approve } from "@laurel/core/settlement"
import { Schema } from "effect"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { orWhatChanged } from "./changesSince.ts"
import { differencesOf, moneyText } from "./differences.ts"
import { readPlan } from "./planFile.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ yes: Schema.optionalKey(Schema.Boolean) }))

/** `laurel settle approve`: somebody who did not make the plan signs exactly what its file says. */
export const approveCommand = async (
  file: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const plan = await readPlan(house.io, file)
  const { challengeId, hash, version } = plan
  await onStore(given, house, async (session) => {
    const money = moneyText(plan, await differencesOf(session, plan))
    await confirmMoney(session, options, `${session.by} approves plan ${version} of ${challengeId}, ${money}`)
    const settlement = await orWhatChanged(session, plan, session.change(approve(challengeId, hash, session.by)))
    show(
      session,
      { challenge: challengeId, version, hash, state: settlement._tag, approver: session.by },
      () => `Plan ${version} of ${challengeId} is approved by ${session.by}.\nNext: laurel settle apply ${file}\n`
    )
  })
}
