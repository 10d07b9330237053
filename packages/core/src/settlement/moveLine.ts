import { Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import { currentSettlement } from "./carryOut.ts"
import { complete } from "./complete.ts"
import { PayoutLineMoved, PayoutNotFound } from "./errors.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { payoutStep } from "./payoutStep.ts"
import { type PayoutCommand, payoutTransitions } from "./payoutTransitions.ts"

/** The line that a command is meant for. A correction pays under the same line again: the latest that takes it counts. */
export const lineFor = ({ _tag: command }: PayoutCommand, lines: ReadonlyArray<PayoutLine>): PayoutLine | undefined =>
  lines.findLast(({ _tag }) => command in payoutTransitions[_tag]) ?? lines.at(-1)

/**
 * Takes a step of one of these lines, those with the key that was asked for, and the steps of the settlement that this
 * allows; gives the settlement.
 */
export const moveLine = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  key: string,
  lines: ReadonlyArray<PayoutLine>,
  command: PayoutCommand
) {
  const line = lineFor(command, lines)
  if (line === undefined) return yield* new PayoutNotFound({ challengeId, key })
  if ((yield* payoutStep(line, command)) === undefined) return yield* new PayoutLineMoved({ line: line.key })
  return yield* Effect.flatMap(currentSettlement(challengeId), complete)
})
