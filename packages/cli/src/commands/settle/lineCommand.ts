import { forfeit, giveUp, reclaim, report } from "@laurel/core/settlement"
import type { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { confirmMoney } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

type Given = Readonly<Record<string, unknown>>

/** What a person can decide of a payout, by the name of its verb, with what that means. */
const decisions = {
  "give-up": { decide: giveUp, what: "is tried no more, and waits for its recipient" },
  reclaim: { decide: reclaim, what: "is payable again" },
  forfeit: { decide: forfeit, what: "becomes the platform's income, for good" }
} as const

/** A verb of `laurel settle line` that is about a payout as a whole. */
export type Decision = keyof typeof decisions

/** `laurel settle line give-up`, `reclaim`, `forfeit`: a person decides what becomes of a payout that does not go on. */
export const decideCommand = async (
  decision: Decision,
  id: string,
  line: string,
  given: Given,
  house: House
): Promise<void> => {
  const { decide, what } = decisions[decision]
  const acting = (challengeId: ChallengeId, by: PrincipalId) => decide(challengeId, line, by)
  await onLine(id, given, house, { what: `The payout ${line} ${what}`, acting })
}

const outcomes = { confirmed: "Confirmed", refused: "Refused", returned: "Returned" } as const

const readReport = Schema.decodeUnknownSync(
  Schema.Struct({ outcome: Schema.Literals(["confirmed", "refused", "returned"]), note: Schema.String })
)

/** `laurel settle line report`: a person says what became of an attempt to pay, and how they know. */
export const reportCommand = async (id: string, attemptKey: string, given: Given, house: House): Promise<void> => {
  const { outcome, note } = readReport(given)
  if (note.trim() === "") throw noNote()
  const acting = (challengeId: ChallengeId, by: PrincipalId) =>
    report(challengeId, { attemptKey, outcome: outcomes[outcome], evidence: { _tag: "Person", by, note } })
  await onLine(id, given, house, { what: `The attempt ${attemptKey} is recorded as ${outcome}`, acting })
}

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ yes: Schema.optionalKey(Schema.Boolean) }))

type Acting = ReturnType<typeof giveUp> | ReturnType<typeof report>

const onLine = async (
  id: string,
  given: Given,
  house: House,
  { what, acting }: { readonly what: string; readonly acting: (id: ChallengeId, by: PrincipalId) => Acting }
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    await confirmMoney(session, options, what)
    printStatus(session, await session.change(Effect.andThen(acting(challengeId, session.by), statusOf(challengeId))))
  })
}

const noNote = (): Problem =>
  new Problem({
    exit: "usage",
    code: "no-note",
    title: "what a person says about a payout needs a reason",
    where: "--note",
    remedy: "say how it is known, such as the number of a bank statement"
  })
