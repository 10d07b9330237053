import { Clock, Effect } from "effect"
import { audited, noteChange, noteRows } from "../audit/index.ts"
import { book } from "../challenge/index.ts"
import { tell } from "../webhook/index.ts"
import { decidePayout } from "./decidePayout.ts"
import { evolvePayout } from "./evolvePayout.ts"
import { glanceAtLine } from "./glance.ts"
import { payoutNews } from "./happenedTo.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import { payLater } from "./payLater.ts"
import { paymentEntries } from "./paymentEntries.ts"
import type { PayoutEvent } from "./payoutEvents.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** A step of a payout line. */
export interface PayoutStep {
  readonly line: PayoutLine
  readonly command: PayoutCommand
}

/**
 * Takes one step of each of these payout lines with the entries that belong to it, in one transaction of a constant number
 * of port calls; gives each line as it is then, in the order given, nothing where somebody else was first. A line is named
 * once. One refusal refuses all.
 */
export const payoutSteps = Effect.fnUntraced(function* (steps: ReadonlyArray<PayoutStep>) {
  const [first] = steps
  if (first === undefined) return []
  return yield* audited({ action: "settlement.payout", challengeId: first.line.challengeId }, taken(steps))
})

const taken = Effect.fnUntraced(function* (steps: ReadonlyArray<PayoutStep>) {
  const now = yield* Clock.currentTimeMillis
  const decided: Array<Decided> = []
  for (const { line, command } of steps) {
    const event = yield* Effect.fromResult(decidePayout(line, command, now))
    decided.push({ before: line, event, after: evolvePayout(line, event) })
  }
  const changing = decided.filter(({ event }) => event._tag !== "NothingChanged")
  const told = changing.length === 0 ? [] : yield* (yield* SettlementStore).changeLines(changing)
  const lost = new Set(changing.filter((_, index) => told[index] !== true))
  const changed = changing.filter((step) => !lost.has(step))
  yield* note(changed)
  yield* payLater(changed.flatMap(({ before, after }) => (isAgain(before) ? after : [])))
  yield* book(changed.flatMap(({ before, event }) => paymentEntries(before, event)))
  const moved = changed.flatMap(({ before, after }) => (before._tag === after._tag ? [] : after))
  const [{ challengeId } = {}] = moved
  if (challengeId !== undefined) yield* tell(challengeId, payoutNews(moved))
  return decided.map((step) => (lost.has(step) ? undefined : step.after))
})

/** What becomes payable anew; what was held is released by whoever pays it. */
const isAgain = ({ _tag }: PayoutLine): boolean => _tag === "Refused" || _tag === "Returned" || _tag === "Unclaimed"

interface Decided {
  readonly before: PayoutLine
  readonly event: PayoutEvent
  readonly after: PayoutLine
}

/** So many lines are told one by one in the audit log; of more, their number and hash. */
const toldOneByOne = 20

const note = (changed: ReadonlyArray<Decided>) =>
  changed.length > toldOneByOne
    ? noteRows(
        "payouts",
        changed.map(({ before, after }) => [before.version, before.key, glanceAtLine(before), glanceAtLine(after)])
      )
    : Effect.forEach(
        changed,
        ({ before, after }) =>
          noteChange(`payout ${before.version} ${before.key}`, glanceAtLine(before), glanceAtLine(after)),
        { discard: true }
      )

/** Takes one step of a payout line with the entries that belong to it; gives nothing when somebody else was first. */
export const payoutStep = (line: PayoutLine, command: PayoutCommand) =>
  Effect.map(payoutSteps([{ line, command }]), ([after]) => after)
