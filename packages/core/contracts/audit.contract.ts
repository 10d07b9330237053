import { assert } from "@effect/vitest"
import { Effect, Result } from "effect"
import fc from "fast-check"
import {
  Audit,
  type AuditNote,
  emptyChain,
  headOf,
  ownScope,
  scopeOf,
  verifyAudit,
  verifyChain
} from "../src/audit/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import { PrincipalId } from "../src/shared/index.ts"
import { auditNotes, unusedScope } from "./arbitraries/audit.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { auditCommands, auditObservations } from "./commands/audit.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example, law } from "./worlds.ts"

const note = (changes: Partial<AuditNote> = {}): AuditNote => ({
  at: 1_000,
  actor: PrincipalId.make("olivia"),
  action: "challenge.publish",
  origin: { channel: "cli" },
  before: "{}",
  after: "{}",
  ...changes
})

const springScope = scopeOf(spring)
const everything = 1_000

/** What every adapter's `Audit` does. */
export const auditContract: Contract<Audit | Transaction> = contract("Audit", {
  "`append` links notes to the end of a chain, in the order given: as `link` does, from the empty chain on": law(
    fc.array(fc.array(auditNotes, { maxLength: 4 }), { maxLength: 4 }),
    (batches) =>
      Effect.gen(function* () {
        const audit = yield* Audit
        for (const notes of batches) yield* audit.append(springScope, notes)
        const entries = yield* audit.page(springScope, 0, everything)
        const written = batches.flat()
        assert.deepStrictEqual(
          entries.map(({ _v, scope, seq, previous, hash, ...rest }) => rest),
          written
        )
        const head = Result.getOrThrow(verifyChain(emptyChain(springScope), entries))
        assert.deepStrictEqual(head, yield* audit.head(springScope))
        assert.strictEqual(head.seq, written.length)
        assert.deepStrictEqual(yield* verifyAudit(springScope), { head })
      })
  ),
  "chains of different scopes do not know of each other, and a challenge is not what belongs to none": example(
    Effect.gen(function* () {
      const audit = yield* Audit
      for (const scope of [springScope, ownScope, scopeOf(summer)]) yield* audit.append(scope, [note()])
      for (const scope of [springScope, ownScope, scopeOf(summer)]) {
        const [entry, ...more] = yield* audit.page(scope, 0, everything)
        assert.deepInclude(entry, { scope, seq: 1, previous: emptyChain(scope).hash })
        assert.deepStrictEqual(more, [])
      }
    })
  ),
  "whatever runs at the same time, each entry follows exactly one other": example(
    Effect.gen(function* () {
      const audit = yield* Audit
      const writers = Array.from({ length: 20 }, (_, at) =>
        audit.append(springScope, [note({ at }), ...(at % 3 === 0 ? [note({ at, action: "challenge.join" })] : [])])
      )
      yield* Effect.all(writers, { concurrency: "unbounded" })
      const { head, finding } = yield* verifyAudit(springScope)
      assert.isUndefined(finding)
      assert.strictEqual(head.seq, 27)
    })
  ),
  "`page` gives the entries of a chain that come after a number, in order, and no more than asked for": example(
    Effect.gen(function* () {
      const audit = yield* Audit
      yield* audit.append(
        springScope,
        [1, 2, 3, 4].map((at) => note({ at }))
      )
      const instants = (after: number, limit: number) =>
        Effect.map(audit.page(springScope, after, limit), (entries) => entries.map(({ at }) => at))
      assert.deepStrictEqual(yield* instants(0, 2), [1, 2])
      assert.deepStrictEqual(yield* instants(2, 9), [3, 4])
      assert.deepStrictEqual(yield* instants(4, 9), [])
      assert.deepStrictEqual(yield* audit.page(unusedScope, 0, 9), [])
    })
  ),
  "`heads` gives where chains end, in the order of their scopes; `head` that of one chain, the empty one at first":
    example(
      Effect.gen(function* () {
        const audit = yield* Audit
        assert.deepStrictEqual(yield* audit.heads(undefined, 9), [])
        assert.deepStrictEqual(yield* audit.head(springScope), emptyChain(springScope))
        for (const scope of [ownScope, scopeOf(summer), springScope, springScope]) yield* audit.append(scope, [note()])
        const last = (yield* audit.page(springScope, 1, 1)).map(headOf)
        assert.deepStrictEqual([yield* audit.head(springScope)], last)
        const heads = yield* audit.heads(undefined, 9)
        assert.deepStrictEqual(
          heads.map(({ scope, seq }) => [scope, seq]),
          [
            [springScope, 2],
            [scopeOf(summer), 1],
            [ownScope, 1]
          ]
        )
        assert.deepStrictEqual(yield* audit.heads(springScope, 1), heads.slice(1, 2))
      })
    ),
  "an entry that was rolled back leaves no gap": example(
    Effect.gen(function* () {
      const audit = yield* Audit
      const { transact } = yield* Transaction
      yield* audit.append(springScope, [note()])
      yield* Effect.exit(transact(Effect.andThen(audit.append(springScope, [note()]), Effect.fail("no"))))
      yield* audit.append(springScope, [note({ at: 2 })])
      const { head, finding } = yield* verifyAudit(springScope)
      assert.deepStrictEqual([head.seq, finding], [2, undefined])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: auditCommands,
    observe: auditObservations([springScope, scopeOf(summer), ownScope])
  })
})
