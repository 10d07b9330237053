import { type PlanFinding, planHash, SettlementStore, storedPlan, verify } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { isFile } from "../../session/isFile.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { readPlan } from "./planFile.ts"

type Plan = Awaited<ReturnType<typeof readPlan>>

/** `laurel settle verify`: everything that is stored about the settlements of a challenge, held against each other. */
export const verifyCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const plan = (await isFile(house.io, name)) ? await readPlan(house.io, name) : undefined
  const challengeId = plan?.challengeId ?? challengeIdOf(name)
  await onStore(given, house, async (session) => {
    const { settlements, findings, stands } = await session.run(verification(challengeId, plan))
    if (findings.length === 0) {
      show(
        session,
        { challenge: challengeId, same: true, settlements, ...(stands === undefined ? {} : { stands }) },
        () =>
          `${plural(settlements, "settlement")} of ${challengeId}: plans, ledger, audit and stored facts agree, byte for byte.\n` +
          (stands === false ? `${name} is kept, but gave way to a later version before it was posted.\n` : "")
      )
      return
    }
    if (session.json) show(session, { challenge: challengeId, same: false, settlements, findings }, () => "")
    throw new Problem({
      exit: "different",
      code: "different",
      title: `what is stored about the settlements of ${challengeId} contradicts itself`,
      where: challengeId,
      mistakes: findings.map(({ path, message }) => ({ where: path, message })),
      remedy: "pay nothing; find out who changed what, with laurel audit verify and laurel audit list"
    })
  })
}

const verification = Effect.fnUntraced(function* (challengeId: ChallengeId, plan: Plan | undefined) {
  const findings = yield* verify(challengeId)
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const stands = settlements.some((settlement) => "planHash" in settlement && settlement.planHash === plan?.hash)
  return {
    settlements: settlements.length,
    findings: [...(yield* ofFile(plan)), ...findings],
    ...(plan === undefined ? {} : { stands })
  }
})

/** A file is the plan that is kept under its hash. */
const ofFile = Effect.fnUntraced(function* (plan: Plan | undefined) {
  if (plan === undefined) return []
  const kept = yield* storedPlan(plan.hash)
  if (Option.isSome(kept) && kept.value.digest === planHash(plan)) return []
  const finding: PlanFinding = { path: "the file", message: `plan ${plan.hash} is not kept in this store` }
  return [finding]
})
