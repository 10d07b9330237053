import { allowedIn, type Challenge, type ChallengeAct } from "@laurel/core/challenge"

/** By which commands a person does what a challenge takes; nothing where the clock does it, or what goes before it brings it about. */
const commands: Readonly<Record<ChallengeAct, ReadonlyArray<string>>> = {
  Revise: ["challenge revise"],
  Archive: [],
  Publish: ["challenge publish"],
  Start: [],
  KeepBoards: [],
  Freeze: [],
  Unfreeze: [],
  Close: [],
  Finish: [],
  Restate: ["settle correct"],
  ClosePool: ["settle plan", "settle apply"],
  Settle: [],
  Recur: [],
  EndSeries: [],
  Cancel: ["challenge cancel"],
  Amend: ["entry remove"],
  Review: ["activity review"],
  Adjust: ["challenge adjust", "challenge reverse"],
  Deposit: ["challenge deposit"],
  Refund: []
}
const byAct: ReadonlyMap<string, ReadonlyArray<string>> = new Map(Object.entries(commands))

/** All of them. */
export const everyCommand: ReadonlyArray<string> = [...byAct.values()].flat()

/** The commands that do what a challenge takes as it stands, as they are written after `laurel`. */
export const allowedCommands = (challenge: Challenge): ReadonlyArray<string> =>
  allowedIn(challenge)
    .flatMap((act) => byAct.get(act) ?? [])
    // Only what is settled is corrected.
    .filter((command) => command !== "settle correct" || challenge._tag === "Settled")
