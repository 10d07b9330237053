import { Transaction } from "@laurel/core/runtime"
import { type Amendment, type PlanAgain, planAgain } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { latest, type Planned, secretIn, tellPlan } from "./planCommand.ts"

const people = Schema.optionalKey(Schema.Array(Schema.String))
const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    disqualify: people,
    withdraw: people,
    reinstate: people,
    dispute: Schema.optionalKey(Schema.NonEmptyString),
    out: Schema.optionalKey(Schema.String),
    secretFile: Schema.optionalKey(Schema.String),
    confirm: Schema.optionalKey(Schema.String)
  })
)

/** `laurel settle correct`: standings are restated, and the plan that follows holds the differences to what was settled. */
export const correctCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  const amendments = amendmentsOf(options)
  const asked = await secretIn(house.io, options.secretFile)
  await onStore(given, house, async (session) => {
    await confirmSevere(session, options, challengeId, `The standings of ${challengeId} are restated and planned anew`)
    const made = await session.change(
      correcting(challengeId, session.by, {
        ...asked,
        amendments,
        ...(options.dispute === undefined ? {} : { dispute: options.dispute })
      })
    )
    await tellPlan(session, made, options.out)
  })
}

const amendmentsOf = ({ disqualify = [], withdraw = [], reinstate = [] }: ReturnType<typeof readOptions>) => {
  const all = (names: ReadonlyArray<string>, status: Amendment["status"]): ReadonlyArray<Amendment> =>
    participantsOf(names).map((participantId) => ({ participantId, status }))
  const amendments = [...all(disqualify, "Disqualified"), ...all(withdraw, "Withdrawn"), ...all(reinstate, "Active")]
  if (amendments.length > 0) return amendments
  throw new Problem({
    exit: "usage",
    code: "nothing-to-correct",
    title: "say what is to be corrected",
    where: "--disqualify",
    remedy: "name participants with --disqualify, --withdraw or --reinstate"
  })
}

const correcting = Effect.fnUntraced(function* (challengeId: ChallengeId, by: PrincipalId, again: PlanAgain) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const made = yield* planAgain(challengeId, by, again)
      const planned: Planned = { made, isNew: true, ...(yield* latest(challengeId)) }
      return planned
    })
  )
})
