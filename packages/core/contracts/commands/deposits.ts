import fc from "fast-check"
import { Deposits } from "../../src/challenge/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { deposits } from "../arbitraries/deposit.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { add, all, type DepositsModel } from "../model/deposits.model.ts"

type DepositsCommand = Command<DepositsModel, Deposits>

const depositing = fc.tuple(challengeIds, deposits).map(
  ([challengeId, deposit]): DepositsCommand => ({
    text: () => `add(${fc.stringify([challengeId, deposit])})`,
    predict: (model) => add(model, challengeId, deposit),
    perform: Deposits.use((port) => port.add(challengeId, deposit))
  })
)

const listing = (challengeId: ChallengeId): DepositsCommand => ({
  text: () => `all(${challengeId})`,
  predict: (model) => [all(model, challengeId), model],
  perform: Deposits.use((port) => port.all(challengeId))
})

export const depositsCommands = fc.oneof(
  { weight: 4, arbitrary: depositing },
  { weight: 1, arbitrary: challengeIds.map(listing) }
)

export const depositsObservations = [listing(ChallengeId.make("spring")), listing(ChallengeId.make("spring-2"))]
