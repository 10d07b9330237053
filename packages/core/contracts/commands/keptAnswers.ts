import fc from "fast-check"
import { KeptAnswers } from "../../src/access/index.ts"
import { PrincipalId } from "../../src/shared/index.ts"
import { answerKeys } from "../arbitraries/access.ts"
import { instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { answer, claim, forget, type KeptAnswersModel } from "../model/keptAnswers.model.ts"

type KeptAnswersCommand = Command<KeptAnswersModel, KeptAnswers>

const hashes = fc.constantFrom("0".repeat(64), "f".repeat(64))

const claiming = fc.tuple(answerKeys, hashes, instants).map(
  ([request, hash, at]): KeptAnswersCommand => ({
    text: () => `claim(${fc.stringify([request, hash, at])})`,
    predict: (model) => claim(model, request, hash, at),
    perform: KeptAnswers.use((port) => port.claim(request, hash, at))
  })
)

const answering = fc.tuple(answerKeys, fc.constantFrom("", '{"status":201}')).map(
  ([request, text]): KeptAnswersCommand => ({
    text: () => `answer(${fc.stringify([request, text])})`,
    predict: (model) => answer(model, request, text),
    perform: KeptAnswers.use((port) => port.answer(request, text))
  })
)

const forgetting = instants.map(
  (before): KeptAnswersCommand => ({
    text: () => `forget(${before}, 100)`,
    predict: (model) => forget(model, before),
    perform: KeptAnswers.use((port) => port.forget(before, 100))
  })
)

export const keptAnswersCommands = fc.oneof(
  { weight: 5, arbitrary: claiming },
  { weight: 3, arbitrary: answering },
  { weight: 1, arbitrary: forgetting }
)

/** What is kept is seen by claiming it once more. */
const seen = { by: PrincipalId.make("ada"), operation: "join", key: "1" }
export const keptAnswersObservations: ReadonlyArray<KeptAnswersCommand> = [
  {
    text: () => "claim the first once more",
    predict: (model) => claim(model, seen, "0".repeat(64), Date.UTC(2026, 0, 31)),
    perform: KeptAnswers.use((port) => port.claim(seen, "0".repeat(64), Date.UTC(2026, 0, 31)))
  }
]
