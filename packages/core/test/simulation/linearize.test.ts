import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type Call, linearize, maximumCalls, type SequentialModel } from "../../simulation/index.ts"

type Command = { readonly write: number } | "read"
type Seen = Call<Command, number>

/** One number: a write answers what was there before, a read what is there. */
const register: SequentialModel<number, Command, number> = {
  initial: 0,
  act: (state, command) => (command === "read" ? [state, state] : [command.write, state])
}

const call = (caller: string, command: Command, span: readonly [from: number, to: number], answer: number): Seen => ({
  caller,
  command,
  calledAt: span[0],
  answered: { at: span[1], answer }
})
const unanswered = (caller: string, command: Command, calledAt: number): Seen => ({ caller, command, calledAt })

const verdictOn = (calls: ReadonlyArray<Seen>): boolean => linearize(register, calls)._tag === "Linearizable"

/** All orders that keep to the clock are tried one by one, every subset of the unanswered calls with them. */
const byTryingAll = (calls: ReadonlyArray<Seen>, state = 0): boolean =>
  calls.every(({ answered }) => answered === undefined) ||
  calls.some((next) => {
    const rest = calls.filter((other) => other !== next)
    if (rest.some(({ answered }) => answered !== undefined && answered.at < next.calledAt)) return false
    const [after, answer] = register.act(state, next.command)
    return (next.answered === undefined || next.answered.answer === answer) && byTryingAll(rest, after)
  })

const spans = fc.tuple(fc.nat(20), fc.nat(20)).map(([a, b]): readonly [number, number] => (a <= b ? [a, b] : [b, a]))
const calls = fc.array(
  fc
    .record({
      command: fc.oneof(
        fc.constant<Command>("read"),
        fc.nat(2).map((write): Command => ({ write }))
      ),
      span: spans,
      answer: fc.option(fc.nat(2), { nil: undefined })
    })
    .map(({ command, span, answer }) =>
      answer === undefined ? unanswered("c", command, span[0]) : call("c", command, span, answer)
    ),
  { maxLength: 6 }
)

describe("whether a history can be told as one call after the other", () => {
  it("what is done one after the other is, with its order", () => {
    const history = [call("a", { write: 1 }, [0, 1], 0), call("b", "read", [2, 3], 1)]
    assert.deepStrictEqual(linearize(register, history), { _tag: "Linearizable", order: history })
  })

  it("a read after a write was answered has to see it", () => {
    assert.isFalse(verdictOn([call("a", { write: 1 }, [0, 1], 0), call("b", "read", [2, 3], 0)]))
  })

  it("a read while a write is under way sees what was before or what is after", () => {
    for (const seen of [0, 1])
      assert.isTrue(verdictOn([call("a", { write: 1 }, [0, 3], 0), call("b", "read", [1, 2], seen)]))
    assert.isFalse(verdictOn([call("a", { write: 1 }, [0, 3], 0), call("b", "read", [1, 2], 2)]))
  })

  it("what one has seen the next one has to see too", () => {
    const write = call("a", { write: 1 }, [0, 9], 0)
    assert.isTrue(verdictOn([write, call("b", "read", [1, 2], 0), call("c", "read", [3, 4], 1)]))
    assert.isFalse(verdictOn([write, call("b", "read", [1, 2], 1), call("c", "read", [3, 4], 0)]))
  })

  it("of two writes that both answer that they were first, one lies", () => {
    assert.isFalse(verdictOn([call("a", { write: 1 }, [0, 3], 0), call("b", { write: 2 }, [1, 2], 0)]))
  })

  it("a write that nobody knows of took effect at any time, or never; but not before it was made, and not twice", () => {
    const lost = unanswered("a", { write: 1 }, 2)
    assert.isTrue(verdictOn([lost, call("b", "read", [3, 4], 0)]))
    assert.isTrue(verdictOn([lost, call("b", "read", [3, 4], 0), call("b", "read", [5, 6], 1)]))
    assert.isFalse(verdictOn([lost, call("b", "read", [0, 1], 1)]))
    const undone = [call("b", "read", [3, 4], 1), call("b", { write: 0 }, [5, 6], 1), call("b", "read", [7, 8], 1)]
    assert.isFalse(verdictOn([lost, ...undone]))
    assert.isTrue(verdictOn([lost, unanswered("c", { write: 1 }, 2), ...undone]))
  })

  it("says how far it can be told, and what had to come next and was answered otherwise", () => {
    const [write, read] = [call("a", { write: 1 }, [0, 1], 0), call("b", "read", [2, 3], 0)]
    assert.deepStrictEqual(linearize(register, [read, write]), {
      _tag: "NotLinearizable",
      order: [write],
      misfits: [{ call: read, expected: 1 }]
    })
  })

  it("agrees with trying all orders", () => {
    const tally = { yes: 0, no: 0 }
    fc.assert(
      fc.property(calls, (history) => {
        const expected = byTryingAll(history)
        tally[expected ? "yes" : "no"]++
        assert.strictEqual(verdictOn(history), expected)
      }),
      { numRuns: 2_000 }
    )
    assert.isAbove(Math.min(tally.yes, tally.no), 100)
  })

  it("forty calls at the same time are searched in no time, and more are not taken", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => call(`${index}`, { write: index + 1 }, [0, 100], index))
    const order = linearize(register, many(maximumCalls).toReversed())
    assert.strictEqual(order._tag, "Linearizable")
    assert.throws(() => linearize(register, many(maximumCalls + 1)), RangeError)
  })
})
