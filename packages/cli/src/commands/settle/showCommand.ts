import { find } from "@laurel/core/challenge"
import { lastStanding, NothingPlanned, SettlementStore, storedPlan } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { jsonText } from "../../output/jsonText.ts"
import { styleOf } from "../../output/style.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { isFile } from "../../session/isFile.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { differencesOf } from "./differences.ts"
import { readPlan } from "./planFile.ts"
import { planJson } from "./planJson.ts"
import { planTables } from "./planTables.ts"

/** `laurel settle show`: a plan, from its file without any store, or the one that stands in the store. */
export const showCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { io } = house
  if (await isFile(io, name)) {
    const plan = await readPlan(io, name)
    io.stdout.write(
      given.json === true ? jsonText({ _v: 1, ...planJson(plan) }) : planTables(plan, styleOf(io, io.isTTY.out))
    )
    return
  }
  const challengeId = challengeIdOf(name)
  await onStore(given, house, async (session) => {
    const plan = await session.run(standingPlan(challengeId))
    const differences = await differencesOf(session, plan)
    show(session, planJson(plan, differences), (style) => planTables(plan, style, differences))
  })
}

/** The plan that stands. */
const standingPlan = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  yield* find(challengeId)
  const store = yield* SettlementStore
  const planned = lastStanding((yield* store.of(challengeId)).filter((settlement) => "planHash" in settlement))
  if (planned === undefined || !("planHash" in planned)) return yield* new NothingPlanned({ challengeId })
  const stored = yield* storedPlan(planned.planHash)
  return Option.isSome(stored) ? stored.value.plan : yield* new NothingPlanned({ challengeId })
})
