import { Effect } from "effect"
import { ChallengeId } from "../../src/shared/index.ts"
import { Random, seedFrom } from "../Random.ts"
import { contestModel } from "./contestModel.ts"
import { forgotten } from "./forgotten.ts"
import { linearize } from "./linearize.ts"
import { type ConcurrentHistory, type ContestCall, type PlayOptions, playHistory } from "./playHistory.ts"

/** How many histories are played, and how. */
export interface HistoriesOptions extends Omit<PlayOptions, "challengeIds"> {
  readonly histories: number
  readonly seed: number
  /** How many challenges are used at the same time. */
  readonly challenges: number
}

/** What was played and found. */
export interface HistoriesReport {
  readonly histories: number
  readonly calls: number
  /** Nobody knows what became of them. */
  readonly unknown: number
  /** They were told that nothing was done. */
  readonly refused: number
  /** Each with its seed and its calls, for people. */
  readonly flaws: ReadonlyArray<string>
}

/**
 * Plays concurrent histories on the ports at hand and checks that each challenge's can be told as one call after the other, and
 * that callers read their own writes.
 *
 * **Gotchas**: challenges are named by seed and history: the store must not know them yet.
 */
export const checkHistories = Effect.fnUntraced(function* (options: HistoriesOptions) {
  const report = { histories: 0, calls: 0, unknown: 0, refused: 0, flaws: Array.of<string>() }
  for (let at = 0; at < options.histories; at++) {
    const seed = seedFrom(options.seed, at)
    const challengeIds = Array.from({ length: options.challenges }, (_, index) =>
      ChallengeId.make(`history-${options.seed}-${at}-${index}`)
    )
    for (const history of yield* playHistory(new Random(seed), { ...options, challengeIds })) {
      report.calls += history.calls.length + history.refused
      report.unknown += history.calls.filter(({ answered }) => answered === undefined).length
      report.refused += history.refused
      report.flaws.push(...flawsOf(history))
    }
    report.histories += 1
  }
  const found: HistoriesReport = report
  return found
})

/** What is wrong with what happened to one challenge. */
export const flawsOf = ({ challengeId, calls }: ConcurrentHistory): ReadonlyArray<string> => {
  const told = linearize(contestModel, calls)
  const unordered =
    told._tag === "Linearizable"
      ? []
      : [
          [
            `${challengeId} cannot be told as one call after the other.`,
            "This far it can:",
            ...told.order.map(lineOf),
            "Then none of these fits:",
            ...told.misfits.map(({ call, expected }) => `${lineOf(call)}, but should be ${JSON.stringify(expected)}`)
          ].join("\n")
        ]
  const lost = forgotten(calls).map((call) => `${challengeId}: a caller does not read its own writes\n${lineOf(call)}`)
  return [...unordered, ...lost]
}

const lineOf = ({ caller, command, calledAt, answered }: ContestCall): string => {
  const span = `${calledAt}-${answered?.at ?? "?"}`.padEnd(9)
  return `  ${span} ${caller}: ${JSON.stringify(command)} -> ${answered === undefined ? "?" : JSON.stringify(answered.answer)}`
}
