import type { Challenge } from "./Challenge.ts"
import { isPoolClosed } from "./permit.ts"
import { rulesHash } from "./Rules.ts"
import { isOver } from "./series.ts"
import type { ChallengeCommand } from "./transitions.ts"

/**
 * Whether the command has been carried out: the challenge is as the command would make it, and it is asked by who could
 * have asked for that. Somebody else repeats nothing and meets the table (I15).
 */
export const isReplay = (challenge: Challenge, command: ChallengeCommand): boolean =>
  ("by" in command ? command.by === challenge.organiser : true) && isSo(challenge, command)

const isSo = (challenge: Challenge, command: ChallengeCommand): boolean => {
  switch (command._tag) {
    case "Revise":
      return (
        challenge._tag === "Draft" &&
        challenge.archivedAt === undefined &&
        rulesHash(challenge.definition) === rulesHash(command.definition)
      )
    case "Archive":
      return challenge._tag === "Draft" && challenge.archivedAt !== undefined
    case "Publish":
      // The rules of the command are those that are there: whoever named a version may have meant others.
      return command.atVersion === undefined && "rulesHash" in challenge && challenge.rulesHash === command.rulesHash
    case "Start":
      return challenge._tag === "Running"
    case "KeepBoards":
      return (
        challenge._tag === "Running" && challenge.keptThrough !== undefined && challenge.keptThrough >= command.through
      )
    case "Freeze":
      return "frozenAt" in challenge && challenge.frozenAt !== undefined
    case "Unfreeze":
      return (challenge._tag === "Running" || challenge._tag === "Closing") && challenge.frozenAt === undefined
    case "Close":
      return challenge._tag === "Closing"
    case "Finish":
    case "Restate":
      return "standingsHash" in challenge && challenge.standingsHash === command.standingsHash
    case "ClosePool":
      return challenge._tag === "Settled" || isPoolClosed(challenge)
    case "Settle":
      return challenge._tag === "Settled"
    case "Recur":
      return "series" in challenge && challenge.series !== undefined && challenge.series.through >= command.through
    case "EndSeries":
      return isOver(challenge)
    case "Cancel":
      return challenge._tag === "Cancelled"
  }
}
