import { explain } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import { nearest } from "../../input/nearest.ts"
import { Problem } from "../../io/Problem.ts"
import type { Contest } from "../../run/RunResult.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { printAccount } from "../explain/printAccount.ts"
import { printTeam } from "../explain/printTeam.ts"
import { contestOf } from "./contestOf.ts"

/** So many names are suggested for one that nobody has. */
const suggested = 5

/** `laurel board explain`: everything that made a participant's score, rank and prizes, from the facts in the store. */
export const explainCommand = async (
  id: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async ({ run, json, io }) => {
    const contest = await run(contestOf(challengeId, "Organiser"))
    const account = await run(accountOf(challengeId, name))
    if (account !== undefined) printAccount(account, contest, json, io)
    else if (contest.board.teamStandings.some(({ standing }) => standing.participantId === name))
      printTeam(name, contest, json, io)
    else throw unknown(contest, name)
  })
}

const accountOf = Effect.fnUntraced(function* (challengeId: ChallengeId, name: string) {
  const [participant] = participantsOf([name])
  if (participant === undefined) return undefined
  return yield* explain(challengeId, participant).pipe(
    Effect.catchTag("ParticipantNotFound", () => Effect.succeed(undefined))
  )
})

const unknown = ({ board, definition: { id } }: Contest, name: string): Problem => {
  const names = [
    ...board.overall.ranked.map(({ standing }) => standing.participantId),
    ...board.overall.unranked.map(({ participantId }) => participantId),
    ...board.teamStandings.map(({ standing }) => standing.participantId)
  ]
  const near = nearest(name, names, suggested)
  return new Problem({
    exit: "usage",
    code: "unknown-participant",
    title: `nobody called "${name}" takes part in ${id}`,
    where: "participant",
    remedy: near.length === 0 ? `laurel entry list ${id} shows who does` : `did you mean ${near.join(", ")}?`
  })
}
