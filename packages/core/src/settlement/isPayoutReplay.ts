import { attemptsOf, type PayoutLine } from "./PayoutLine.ts"
import { outcomeOf, type PayoutCommand } from "./payoutTransitions.ts"

/**
 * Whether the line shows that the command was carried out. For outcomes the attempts remember: a confirmation that arrives
 * after the return it preceded is old news.
 */
export const isPayoutReplay = (line: PayoutLine, command: PayoutCommand): boolean => {
  switch (command._tag) {
    case "Release":
      return line._tag === "Payable" && line.past.length === 0
    case "Claim":
      return (
        line._tag === "Claimed" &&
        line.attempt.worker === command.worker &&
        line.attempt.leaseUntil === command.leaseUntil
      )
    case "Submit":
      return line._tag === "Submitted" && line.attempt.worker === command.worker
    case "LoseTrack":
      return line._tag === "Unknown" && line.attempt.worker === command.worker
    case "Expire":
      return line._tag === "Unknown"
    case "Confirm":
    case "Refuse":
    case "Return": {
      const outcomes = attemptsOf(line).find(({ key }) => key === command.attemptKey)?.outcomes ?? []
      return outcomes.some(
        ({ outcome }) => outcome === outcomeOf[command._tag] || (outcome === "Returned" && command._tag === "Confirm")
      )
    }
    case "Retry":
    case "Reclaim":
      return line._tag === "Payable" && line.past.length > 0
    case "GiveUp":
      return line._tag === "Unclaimed"
    case "Forfeit":
      return line._tag === "Forfeited"
    case "Reduce":
      return line.minorUnits === command.minorUnits && line._tag !== "Withheld"
    case "Withhold":
      return line._tag === "Withheld"
  }
}
