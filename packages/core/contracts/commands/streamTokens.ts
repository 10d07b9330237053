import fc from "fast-check"
import { StreamTokens } from "../../src/access/index.ts"
import { streamGrants } from "../arbitraries/access.ts"
import { instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { forget, keep, redeem, type StreamTokensModel } from "../model/streamTokens.model.ts"

type StreamTokensCommand = Command<StreamTokensModel, StreamTokens>

/** Few, so that they come again. */
const hashes = fc.constantFrom("0".repeat(64), "a".repeat(64), "f".repeat(64))

const keeping = fc.tuple(hashes, streamGrants).map(
  ([hash, grant]): StreamTokensCommand => ({
    text: () => `keep(${fc.stringify([hash, grant])})`,
    predict: (model) => keep(model, hash, grant),
    perform: StreamTokens.use((port) => port.keep(hash, grant))
  })
)

const redeeming = fc.tuple(hashes, instants).map(
  ([hash, now]): StreamTokensCommand => ({
    text: () => `redeem(${fc.stringify([hash, now])})`,
    predict: (model) => redeem(model, hash, now),
    perform: StreamTokens.use((port) => port.redeem(hash, now))
  })
)

const forgetting = instants.map(
  (before): StreamTokensCommand => ({
    text: () => `forget(${before}, 100)`,
    predict: (model) => forget(model, before),
    perform: StreamTokens.use((port) => port.forget(before, 100))
  })
)

export const streamTokensCommands = fc.oneof(
  { weight: 5, arbitrary: keeping },
  { weight: 3, arbitrary: redeeming },
  { weight: 1, arbitrary: forgetting }
)

/** What is left is seen by taking it away. */
export const streamTokensObservations: ReadonlyArray<StreamTokensCommand> = ["0", "a", "f"].map((digit) => ({
  text: () => `redeem ${digit} in the end`,
  predict: (model) => redeem(model, digit.repeat(64), 0),
  perform: StreamTokens.use((port) => port.redeem(digit.repeat(64), 0))
}))
