import { type Canonical, canonicalJson } from "../../src/shared/index.ts"
import type { Call, SequentialModel } from "./Call.ts"

/** More calls than this are not searched: the number of orders grows too fast. */
export const maximumCalls = 40

/** A call that fits in nowhere: what it was answered, and what it would have been answered after the longest order found. */
export interface Misfit<Command, Answer> {
  readonly call: Call<Command, Answer>
  readonly expected: Answer
}

/** Whether a history can be told as one call after the other, and how. */
export type Linearization<Command, Answer> =
  | { readonly _tag: "Linearizable"; readonly order: ReadonlyArray<Call<Command, Answer>> }
  | {
      readonly _tag: "NotLinearizable"
      /** The longest order that could be told, and the calls of which one had to come next. */
      readonly order: ReadonlyArray<Call<Command, Answer>>
      readonly misfits: ReadonlyArray<Misfit<Command, Answer>>
    }

/**
 * Looks for an order of the calls in which each takes effect at one instant between its being made and its being answered, and
 * every answer is that of the model: the history is linearizable when there is one.
 *
 * **Details**: the search of Wing and Gong, with what Lowe added: the same calls done and the same state are tried once. A
 * call without an answer is tried at every place from when it was made on, and at none; one that would change nothing is left
 * out.
 */
export const linearize = <State extends Canonical, Command, Answer extends Canonical>(
  model: SequentialModel<State, Command, Answer>,
  calls: ReadonlyArray<Call<Command, Answer>>
): Linearization<Command, Answer> => {
  if (calls.length > maximumCalls) throw new RangeError(`${calls.length} calls are more than ${maximumCalls}`)
  const search = new Search(model, calls)
  return search.reaches(0n, model.initial)
    ? { _tag: "Linearizable", order: search.longest }
    : { _tag: "NotLinearizable", order: search.longest, misfits: search.misfits }
}

class Search<State extends Canonical, Command, Answer extends Canonical> {
  longest: ReadonlyArray<Call<Command, Answer>> = []
  misfits: ReadonlyArray<Misfit<Command, Answer>> = []
  readonly #model: SequentialModel<State, Command, Answer>
  readonly #calls: ReadonlyArray<Call<Command, Answer>>
  readonly #tried = new Set<string>()
  readonly #order: Array<Call<Command, Answer>> = []

  constructor(model: SequentialModel<State, Command, Answer>, calls: ReadonlyArray<Call<Command, Answer>>) {
    this.#model = model
    // Those with an answer first: it shows at once whether they fit.
    this.#calls = calls.toSorted((a, b) => endOf(a) - endOf(b))
  }

  /** Whether all answered calls that are not done yet can follow on this state. */
  reaches(done: bigint, state: State): boolean {
    const visited = `${done} ${canonicalJson(state)}`
    if (this.#tried.has(visited)) return false
    this.#tried.add(visited)
    const open = this.#calls.flatMap((call, index) => (isDone(done, index) ? [] : [{ call, index }]))
    const firstEnd = Math.min(...open.map(({ call }) => endOf(call)))
    const misfits: Array<Misfit<Command, Answer>> = []
    if (this.#order.length >= this.longest.length) this.longest = [...this.#order]
    if (firstEnd === Number.POSITIVE_INFINITY) return true
    for (const { call, index } of open) {
      // Somebody's answer came before this was asked.
      if (call.calledAt > firstEnd) continue
      const [after, expected] = this.#model.act(state, call.command)
      const isKnown = call.answered !== undefined
      if (isKnown && canonicalJson(call.answered.answer) !== canonicalJson(expected)) {
        misfits.push({ call, expected })
        continue
      }
      if (!isKnown && canonicalJson(after) === canonicalJson(state)) continue
      this.#order.push(call)
      if (this.reaches(done | (1n << BigInt(index)), after)) return true
      this.#order.pop()
    }
    if (this.#order.length >= this.longest.length) this.misfits = misfits
    return false
  }
}

const isDone = (done: bigint, index: number): boolean => ((done >> BigInt(index)) & 1n) === 1n

const endOf = ({ answered }: Call<unknown, unknown>): number => answered?.at ?? Number.POSITIVE_INFINITY
