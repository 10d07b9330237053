import { Effect, Option } from "effect"
import fc from "fast-check"
import { type ChargeState, Charges, chargeTransitions, isChargeState } from "../../src/challenge/index.ts"
import { ChallengeId, type ParticipantId } from "../../src/shared/index.ts"
import { chargeSteps, newCharges } from "../arbitraries/charge.ts"
import { challengeIds, participantIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  add,
  type ChargesModel,
  change,
  find,
  inStates,
  ofParticipant,
  ofPayer,
  providersOf
} from "../model/charges.model.ts"

type ChargesCommand = Command<ChargesModel, Charges>

const adding = newCharges.map(
  (charge): ChargesCommand => ({
    text: () => `add(${fc.stringify(charge)})`,
    predict: (model) => add(model, charge),
    perform: Charges.use((port) => port.add(charge))
  })
)

const changing = chargeSteps.map(
  ([before, after]): ChargesCommand => ({
    text: () => `change(${fc.stringify([before, after])})`,
    predict: (model) => change(model, before, after),
    perform: Charges.use((port) => port.change(before, after))
  })
)

const finding = newCharges.map(
  ({ challengeId, key }): ChargesCommand => ({
    text: () => `find(${challengeId}, ${key})`,
    predict: (model) => [find(model, challengeId, key), model],
    perform: Charges.use((port) => Effect.map(port.find(challengeId, key), Option.getOrUndefined))
  })
)

const listing = (challengeId: ChallengeId, states: ReadonlyArray<ChargeState>): ChargesCommand => ({
  text: () => `inStates(${challengeId}, ${states.join(" ")})`,
  predict: (model) => [inStates(model, challengeId, states), model],
  perform: Charges.use((port) => port.inStates(challengeId, states))
})

const listingParticipant = ([challengeId, participantId]: readonly [ChallengeId, ParticipantId]): ChargesCommand => ({
  text: () => `ofParticipant(${challengeId}, ${participantId})`,
  predict: (model) => [ofParticipant(model, challengeId, participantId), model],
  perform: Charges.use((port) => port.ofParticipant(challengeId, participantId))
})

const listingPayer = (challengeId: ChallengeId, payer: string): ChargesCommand => ({
  text: () => `ofPayer(${challengeId}, ${payer})`,
  predict: (model) => [ofPayer(model, challengeId, payer), model],
  perform: Charges.use((port) => port.ofPayer(challengeId, payer))
})

const listingProviders = (challengeId: ChallengeId): ChargesCommand => ({
  text: () => `providersOf(${challengeId})`,
  predict: (model) => [providersOf(model, challengeId), model],
  perform: Charges.use((port) => port.providersOf(challengeId))
})

const states = Object.keys(chargeTransitions).filter(isChargeState)

export const chargesCommands = fc.oneof(
  { weight: 6, arbitrary: adding },
  { weight: 8, arbitrary: changing },
  { weight: 1, arbitrary: finding },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.subarray(states)).map((asked) => listing(...asked)) },
  { weight: 1, arbitrary: fc.tuple(challengeIds, participantIds).map(listingParticipant) }
)

export const chargesObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    listing(challengeId, states),
    listingPayer(challengeId, "ada"),
    listingProviders(challengeId)
  ])
