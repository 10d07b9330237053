import type { Charge } from "./Charge.ts"
import type { ChargeCommand } from "./chargeTransitions.ts"

/** Whether the charge shows that the command was carried out. What was paid is paid, whatever became of the entry. */
export const isChargeReplay = (charge: Charge, command: ChargeCommand): boolean => {
  switch (command._tag) {
    case "Submit":
      return charge._tag === "Submitted" && charge.worker === command.worker
    case "LoseTrack":
      return charge._tag === "Unknown" && charge.worker === command.worker
    case "Expire":
      return charge._tag === "Unknown"
    case "Enter":
    case "OweBack":
      return charge._tag === "Charged" || charge._tag === "OwedBack"
    case "Refuse":
      return charge._tag === "Refused"
    case "Abandon":
      return charge._tag === "Refused" && charge.evidence === undefined
  }
}
