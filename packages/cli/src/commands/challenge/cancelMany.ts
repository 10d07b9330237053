import type { ChallengeId } from "@laurel/core/shared"
import { Ended, Problem } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { type Confirmation, confirmSevere } from "../../session/confirm.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { warnEmbedded } from "../../session/warnEmbedded.ts"
import { callOff } from "./callOff.ts"
import { readIds } from "./readIds.ts"

type Outcome =
  | { readonly challenge: ChallengeId; readonly outcome: "cancelled"; readonly state: string; readonly refunds: number }
  | { readonly challenge: ChallengeId; readonly outcome: "refused"; readonly code: string; readonly detail: string }

/**
 * `laurel challenge cancel --stdin`: each challenge is called off as if it alone were. One that is refused stands in the way of no other,
 * and those that are cancelled already stay so.
 */
export const cancelMany = async (
  options: Confirmation & { readonly reason: string },
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { reason } = options
  const ids = await readIds(house.io)
  await onStore(given, house, async (session) => {
    warnEmbedded(session)
    // Nobody can be asked: standard input has the ids.
    const { dryRun } = session
    await confirmSevere(
      { dryRun },
      options,
      `${ids.length}`,
      `${plural(ids.length, "challenge")} are cancelled for good`
    )
    const outcomes: Array<Outcome> = []
    for (const id of ids) outcomes.push(await outcomeOf(session, id, reason, outcomes.length))
    show(session, { reason, challenges: outcomes }, () => textOf(outcomes, reason))
    if (outcomes.some(({ outcome }) => outcome === "refused")) throw new Ended("partial")
  })
}

const outcomeOf = async (session: Session, id: ChallengeId, reason: string, done: number): Promise<Outcome> => {
  try {
    const { state, refunds } = await session.change(callOff(id, session.by, reason))
    return { challenge: id, outcome: "cancelled", state, refunds }
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem
    const { exit, code, title } = problem.facts
    if (exit !== "cancelled" && exit !== "unavailable")
      return { challenge: id, outcome: "refused", code, detail: title }
    throw new Problem({
      ...problem.facts,
      title: `${title}; ${plural(done, "challenge")} had been seen to before ${id}`,
      remedy: "run the same command again: what is cancelled stays so"
    })
  }
}

const textOf = (outcomes: ReadonlyArray<Outcome>, reason: string): string => {
  const cancelled = outcomes.filter(({ outcome }) => outcome === "cancelled").length
  return [
    `${plural(cancelled, "challenge")} cancelled: ${reason}.`,
    ...outcomes.map((one) =>
      one.outcome === "refused"
        ? `  ${one.challenge}: ${one.detail}`
        : one.refunds === 0
          ? `  ${one.challenge}: nobody paid anything`
          : `  ${one.challenge}: ${one.refunds} are to be refunded: laurel settle resume ${one.challenge}`
    ),
    ""
  ].join("\n")
}
