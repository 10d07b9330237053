/** What a step of a charge may be refused with: its state, its lease and what is said of it have to allow it. */
export const ofCharging = [
  "ChargeAnswerLate",
  "ChargeContradicted",
  "ChargeLeaseExpired",
  "ChargeLeaseRunning",
  "ChargeMoved",
  "ChargeNotFound",
  "ChargeTransitionForbidden",
  "ChargeWasSubmitted",
  "EntryConflict",
  "NotTheCharger",
  "OtherProviderCharged"
] as const
