import { RunFolder } from "../../folder/RunFolder.ts"
import { nearest } from "../../input/nearest.ts"
import type { Io } from "../../io/Io.ts"
import { Problem } from "../../io/Problem.ts"
import { Progress } from "../../output/Progress.ts"
import { computeThen } from "../../run/compute.ts"
import type { RunResult } from "../../run/RunResult.ts"
import { accountOf } from "./Account.ts"
import { printAccount } from "./printAccount.ts"
import { printTeam } from "./printTeam.ts"

/** So many names are suggested for one that nobody has. */
const suggested = 5

/** `laurel explain`: one participant's score, rank and prizes, computed again from the inputs of a run. */
export const explainCommand = async (
  name: string,
  participant: string,
  options: Readonly<Record<string, unknown>>,
  io: Io
): Promise<void> => {
  const folder = await RunFolder.open(io, name)
  await folder.checkInputs()
  const progress = new Progress(io, "reading")
  const json = options.json === true
  try {
    await computeThen(await folder.request(), progress, io.signal, async (result, useCases) => {
      progress.end()
      const account = await accountOf(result, useCases, participant)
      if (account !== undefined) printAccount(account, result, json, io)
      else if (teamOf(result, participant) !== undefined) printTeam(participant, result, json, io)
      else throw unknown(result, name, participant)
    })
  } finally {
    progress.end()
  }
}

const teamOf = ({ board }: RunResult, name: string) =>
  board.teamStandings.find(({ standing }) => standing.participantId === name)

const unknown = ({ board }: RunResult, run: string, participant: string): Problem => {
  const names = [
    ...board.overall.ranked.map(({ standing }) => standing.participantId),
    ...board.overall.unranked.map(({ participantId }) => participantId),
    ...board.teamStandings.map(({ standing }) => standing.participantId)
  ]
  const near = nearest(participant, names, suggested)
  return new Problem({
    exit: "usage",
    code: "unknown-participant",
    title: `nobody called "${participant}" takes part in ${run}`,
    remedy: near.length === 0 ? "see the names in standings.csv" : `did you mean ${near.join(", ")}?`
  })
}
