import type { Challenge } from "./Challenge.ts"
import type { ChallengeCommand } from "./commands.ts"

/** Whether the challenge is already as the command would make it: a repeated command is answered, not refused. */
export const alreadySo = (challenge: Challenge, command: ChallengeCommand): boolean => {
  switch (command._tag) {
    case "Publish":
      return "rulesHash" in challenge && challenge.rulesHash === command.rulesHash
    case "Start":
      return challenge._tag === "Running"
    case "Freeze":
      return "frozenAt" in challenge && challenge.frozenAt !== undefined
    case "Unfreeze":
      return (challenge._tag === "Running" || challenge._tag === "Closing") && challenge.frozenAt === undefined
    case "Close":
      return challenge._tag === "Closing"
    case "Finish":
      return "standingsHash" in challenge && challenge.standingsHash === command.standingsHash
    case "Restate":
      return "standingsHash" in challenge && challenge.standingsHash === command.standingsHash
    case "Settle":
      return challenge._tag === "Settled"
    case "Cancel":
      return challenge._tag === "Cancelled"
    default:
      return false
  }
}
