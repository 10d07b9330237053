import { type Charge, type ChargeState, isOpen } from "../../src/challenge/index.ts"
import { type ChallengeId, compareIds } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Charges` promises, over one list. */
export type ChargesModel = ReadonlyArray<Charge>

const isSame = (a: Charge, b: Charge): boolean => a.challengeId === b.challengeId && a.key === b.key

const isAboutTheSame = (a: Charge, b: Charge): boolean =>
  a.challengeId === b.challengeId &&
  (a.entry.participantId === b.entry.participantId || a.entry.userId === b.entry.userId)

export const add = (model: ChargesModel, charge: Charge): Prediction<ChargesModel> =>
  model.some((other) => isSame(other, charge) || (isOpen(other) && isAboutTheSame(other, charge)))
    ? [false, model]
    : [true, [...model, charge]]

export const change = (model: ChargesModel, before: Charge, after: Charge): Prediction<ChargesModel> => {
  const isAsRead = (stored: Charge): boolean => isSame(stored, before) && stored.revision === before.revision
  return [model.some(isAsRead), model.map((stored) => (isAsRead(stored) ? after : stored))]
}

const listed = (model: ChargesModel, isMeant: (charge: Charge) => boolean): ReadonlyArray<Charge> =>
  model
    .filter(isMeant)
    .toSorted((a, b) => compareIds(a.entry.participantId, b.entry.participantId) || a.number - b.number)

export const inStates = (model: ChargesModel, challengeId: ChallengeId, states: ReadonlyArray<ChargeState>) =>
  listed(model, (charge) => charge.challengeId === challengeId && states.includes(charge._tag))

export const ofParticipant = (model: ChargesModel, challengeId: ChallengeId, participantId: string) =>
  listed(model, (charge) => charge.challengeId === challengeId && charge.entry.participantId === participantId)

export const ofPayer = (model: ChargesModel, challengeId: ChallengeId, payer: string) =>
  listed(model, (charge) => charge.challengeId === challengeId && charge.payer === payer)

export const providersOf = (model: ChargesModel, challengeId: ChallengeId): ReadonlyArray<string> => {
  const charges = model.filter((charge) => charge.challengeId === challengeId && charge._tag !== "Refused")
  return [...new Set(charges.flatMap(({ provider }) => provider ?? []))].sort(compareIds)
}

export const find = (model: ChargesModel, challengeId: ChallengeId, key: string): Charge | undefined =>
  model.find((charge) => charge.challengeId === challengeId && charge.key === key)
