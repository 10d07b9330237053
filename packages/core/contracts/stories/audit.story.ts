import { assert } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import fc from "fast-check"
import { issueKey, keyBytes, revokeKey, rotateKey } from "../../src/access/index.ts"
import {
  Audit,
  type AuditEntry,
  actions,
  clock,
  Origin,
  ownScope,
  scopeOf,
  verifyAudit
} from "../../src/audit/index.ts"
import { advance, define, join, publish } from "../../src/challenge/index.ts"
import { JobId, JobKey, JobKind, Jobs } from "../../src/runtime/index.ts"
import { SettlementStore, verify, verifyLedger } from "../../src/settlement/index.ts"
import { PrincipalId } from "../../src/shared/index.ts"
import { discardJobs, retryJobs } from "../../src/work/index.ts"
import { everything } from "../audit/everything.ts"
import {
  allMoves,
  approving,
  cancelling,
  defining,
  everybodyJoins,
  everybodyWalks,
  finishing,
  type Move,
  march,
  passTo,
  paying,
  payoutMoves,
  people,
  planning,
  posting,
  publishing,
  refunding,
  rejecting,
  upholding,
  wholeLife
} from "../audit/moves.ts"
import { type Treatment, useCases } from "../audit/useCases.ts"
import { contract } from "../Contract.ts"
import { example, law } from "../worlds.ts"
import { circleChronicle } from "./circles.story.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { webhookChronicle } from "./webhooks.story.ts"
import {
  approver,
  entryOf,
  fromFebruaryOn,
  inFebruary,
  organiser,
  type Treatment as Provided,
  pretendedProvider
} from "./world.ts"

const scope = scopeOf(march.id)
const everybody = [...people, "mia", "zoe"]

/** More than any story writes. */
const all = 10_000

const entriesAfter = (seq: number) => Audit.use((audit) => audit.page(scope, seq, all))
const factsNow = everything(march.id, everybody)

/** What contradicts the audit; a life that never began has nothing to hold against it. */
const ledgerFindings = Effect.catchTag(verifyLedger(march.id), "ChallengeNotFound", () => Effect.succeed([]))

/** What a failure of the use case is; a defect is the test's. */
const performed = Effect.fnUntraced(function* ({ perform }: Move) {
  const exit = yield* Effect.exit(perform)
  if (Exit.isFailure(exit) && Cause.hasDies(exit.cause)) return yield* Effect.failCause(exit.cause)
  return exit
})

/** Makes a move, and holds what the audit log says of it against what it changed. */
const watched = Effect.fnUntraced(function* (move: Move) {
  if (move.useCase === undefined) return yield* performed(move)
  // Steps of the clock are taken first, so that whatever changes is changed by the move.
  if (move.useCase !== "advance") yield* Effect.exit(advance(march.id))
  const treatment: Treatment = useCases[move.useCase]
  const { seq } = yield* (yield* Audit).head(scope)
  const before = yield* factsNow
  const exit = yield* performed(move)
  const isChanged = (yield* factsNow) !== before
  const written = yield* entriesAfter(seq)
  const shown = `${move.text} wrote ${written.map(({ action }) => action).join(", ") || "nothing"}`
  assert.isTrue(isChanged || written.length === 0, `${shown} and changed nothing`)
  assert.isTrue(!isChanged || written.length > 0, `${shown} and changed something`)
  if (treatment.inSteps !== true) {
    assert.isAtMost(written.length, 1, shown)
    assert.isFalse(isChanged && Exit.isFailure(exit), `${move.text} failed and changed something`)
  }
  for (const { action } of written) assert.include<string>(treatment.writes, action, shown)
  return exit
})

const told = ({ action, actor, origin }: AuditEntry) => `${action} by ${actor} over ${origin.channel}`

const play = (moves: ReadonlyArray<Move>, treatments: Readonly<Record<string, Provided>> = {}) =>
  Effect.forEach(moves, watched, { discard: true }).pipe(Effect.provide(pretendedProvider(treatments).layer))

const treatments = fc.record(
  Object.fromEntries(
    everybody.map((name) => [
      name,
      fc.constantFrom<Provided>("pays", "pays", "declines", "pays but the answer is lost", "is down")
    ])
  )
)

/** Whole lives, with whatever else in between, and some steps left out. */
const lives = fc
  .tuple(
    ...wholeLife.map((step) =>
      fc.tuple(
        fc.array(fc.constantFrom(...allMoves), { maxLength: 2 }),
        fc.integer({ min: 0, max: 9 }).map((chance) => (chance === 0 ? [] : [step]))
      )
    )
  )
  .map((steps) => steps.flatMap(([before, step]) => [...before, ...step]))

const named = (useCase: string, about: string): ReadonlyArray<Move> =>
  allMoves.filter(({ text }) => text === `${useCase}(${about})`)
const payout = (name: string, useCase: string, about = name): ReadonlyArray<Move> =>
  payoutMoves(name).filter(({ text }) => text === `${useCase}(${about})`)

const settled = [
  defining,
  publishing,
  everybodyJoins,
  passTo("2026-03-10T12:00:00Z"),
  everybodyWalks,
  passTo("2026-04-03T00:00:00Z"),
  finishing,
  planning
]

/** Lives in which everything happens that changes something. */
const chronicles: ReadonlyArray<readonly [ReadonlyArray<Move>, Readonly<Record<string, Provided>>]> = [
  [wholeLife, {}],
  [
    [
      defining,
      ...named("revise", ""),
      publishing,
      ...named("deposit", "gift, 100"),
      ...named("joinWithFee", "mia"),
      ...named("reportCharge", "mia, Charged"),
      ...named("amend", "eve"),
      everybodyJoins,
      ...named("amend", "eve"),
      passTo("2026-03-26T12:00:00Z"),
      ...named("recur", ""),
      ...named("endSeries", ""),
      ...named("unfreeze", ""),
      ...named("freeze", ""),
      passTo("2026-04-03T00:00:00Z"),
      finishing,
      ...named("restate", "bob"),
      cancelling,
      paying
    ],
    { mia: "pays but the answer is lost" }
  ],
  [[defining, publishing, passTo("2026-04-03T00:00:00Z"), refunding], {}],
  [
    [
      defining,
      publishing,
      ...named("joinWithFee", "mia"),
      cancelling,
      ...named("reportCharge", "mia, Charged"),
      paying
    ],
    { mia: "is down" }
  ],
  [[defining, passTo("2027-04-01T00:00:00Z"), ...named("advance", "")], {}],
  [[...settled, upholding, passTo("2026-04-06T00:00:00Z"), ...named("submit", ""), rejecting], {}],
  [
    [
      ...settled,
      passTo("2026-04-04T00:00:00Z"),
      approving,
      posting,
      paying,
      ...payout("eve", "report", "eve, Confirmed"),
      ...payout("ada", "retry"),
      paying,
      ...payout("ada", "giveUp"),
      ...payout("ada", "reclaim"),
      paying,
      ...payout("ada", "giveUp"),
      ...payout("ada", "forfeit")
    ],
    { ada: "declines", eve: "is down" }
  ]
]

/** A key is issued, another put in its place, and that is revoked, and once more, which changes nothing; gives the secrets of both. */
const keyChronicle = Effect.gen(function* () {
  const random = Uint8Array.from({ length: keyBytes }, (_, at) => at * 7)
  const { key, text } = yield* issueKey({ owner: organiser, label: "watch", scopes: ["read"] }, organiser, random)
  const next = yield* rotateKey(
    key.id,
    organiser,
    random.map((byte) => 255 - byte)
  )
  yield* revokeKey(next.key.id, approver)
  yield* revokeKey(next.key.id, organiser)
  return [text, next.text].map((one) => one.slice(one.lastIndexOf("_") + 1))
})

/** A job dies, is retried and discarded, and both once more, which changes nothing; gives what was answered. */
const jobsChronicle = Effect.gen(function* () {
  const jobs = yield* Jobs
  const kind = JobKind.make("trial.work")
  yield* jobs.enqueue([{ kind, key: JobKey.make("walk"), challengeId: march.id, maximumTries: 1 }])
  const [job] = yield* jobs.claim({ worker: "w", kinds: [kind], limit: 1 })
  if (job === undefined) return []
  yield* jobs.fail(job, "it broke", 0)
  const ids = [job.id, JobId.make("none")]
  const answers = []
  for (const act of [retryJobs, retryJobs, discardJobs, discardJobs]) answers.push(yield* act(ids, approver))
  return answers.map((changes) => changes.map(({ isDone }) => isDone))
})

const ofNoChallenge = Audit.use((audit) => audit.page(ownScope, 0, all))

/** What changes nothing itself, and carries what does. */
const carriers: ReadonlySet<string> = new Set(["challenge.advance"])

/** What the audit log is told. */
export const auditStory = contract<StoryPorts>("Story of the audit", {
  "whoever does whatever in whatever order: what changes something writes exactly one entry, what does not writes none":
    law(fc.tuple(lives, treatments), ([moves, provider]) =>
      inFebruary(
        Effect.gen(function* () {
          yield* play(moves, provider)
          const { finding } = yield* verifyAudit(scope)
          assert.isUndefined(finding)
          assert.deepStrictEqual(yield* ledgerFindings, [])
        })
      )
    ),

  "a whole life is verified also where the clock goes on between the steps of an act": example(
    fromFebruaryOn(
      Effect.gen(function* () {
        yield* play(wholeLife)
        const states = (yield* SettlementStore.use((store) => store.of(march.id))).map(({ _tag }) => _tag)
        assert.deepStrictEqual(states, ["Superseded", "Settled"])
        assert.deepStrictEqual(yield* verify(march.id), [])
      })
    )
  ),

  "a key that is issued, put in the place of another or revoked has one entry, in the chain of what belongs to no challenge, and its secret is in none":
    example(
      Effect.gen(function* () {
        const secrets = yield* keyChronicle
        const written = yield* ofNoChallenge
        assert.deepStrictEqual(
          written.map(({ action, actor }) => `${action} by ${actor}`),
          [`access.issue-key by ${organiser}`, `access.rotate-key by ${organiser}`, `access.revoke-key by ${approver}`]
        )
        for (const secret of secrets) assert.notInclude(JSON.stringify(written), secret)
        assert.isUndefined((yield* verifyAudit(ownScope)).finding)
      })
    ),

  "a job that is retried or discarded has one entry, which says what it was to do": example(
    Effect.gen(function* () {
      const answers = yield* jobsChronicle
      const [nothing, one] = [
        [false, false],
        [true, false]
      ]
      assert.deepStrictEqual(answers, [one, nothing, one, nothing])
      const written = yield* ofNoChallenge
      assert.deepStrictEqual(
        written.map(({ action, actor }) => `${action} by ${actor}`),
        [`jobs.retry by ${approver}`, `jobs.discard by ${approver}`]
      )
      const told = `"challenge":"${march.id}","key":"walk","kind":"trial.work"`
      assert.include(written[0]?.after, `{${told},"state":"Waiting"}`)
      assert.include(written[1]?.before, `{${told}}`)
      assert.match(written[1]?.after ?? "", /^\{"job [^"]+":null\}$/)
      assert.isUndefined((yield* verifyAudit(ownScope)).finding)
    })
  ),

  "every action has its entry": async (subject) => {
    const seen = new Set<string>()
    for (const [moves, provider] of chronicles) {
      await example(
        inFebruary(
          Effect.gen(function* () {
            yield* play(moves, provider)
            for (const { action } of yield* entriesAfter(0)) seen.add(action)
          })
        )
      )(subject)
    }
    await example(
      Effect.gen(function* () {
        yield* keyChronicle
        yield* jobsChronicle
        yield* inFebruary(webhookChronicle)
        yield* circleChronicle
        for (const { action } of yield* ofNoChallenge) seen.add(action)
      })
    )(subject)
    assert.deepStrictEqual(
      Object.keys(actions).filter((action) => !seen.has(action) && !carriers.has(action)),
      []
    )
  },

  "an entry says who did it and from where: whom the use case was told, else whom the call names; the clock for its steps":
    example(
      inFebruary(
        Effect.gen(function* () {
          const called = { actor: PrincipalId.make("edge"), channel: "http", address: "192.0.2.7", agent: "curl/8" }
          yield* define(march, organiser)
          yield* Effect.gen(function* () {
            yield* publish(march.id, organiser)
            yield* join(march.id, [entryOf("ada"), entryOf("lin")])
            yield* passTo("2026-03-10T12:00:00Z").perform
            yield* advance(march.id)
          }).pipe(Effect.provideService(Origin, called))
          const entries = yield* entriesAfter(0)
          assert.deepStrictEqual(entries.map(told), [
            "challenge.define by olivia over library",
            "challenge.publish by olivia over http",
            "challenge.join by edge over http",
            `challenge.start by ${clock} over http`,
            `challenge.keep-boards by ${clock} over http`
          ])
          assert.deepInclude(entries[1]?.origin, { address: "192.0.2.7", agent: "curl/8" })
        })
      )
    ),

  "what the clock did on the way comes before what was asked for, in one chain": example(
    inFebruary(
      Effect.gen(function* () {
        yield* define(march, organiser)
        yield* publish(march.id, organiser)
        yield* join(march.id, [entryOf("ada"), entryOf("lin")])
        yield* passTo("2026-04-03T00:00:00Z").perform
        yield* finishing.perform
        const entries = yield* entriesAfter(3)
        assert.deepStrictEqual(
          entries.map(({ action, before, after }) => [action, stateIn(before), stateIn(after)]),
          [
            ["challenge.start", "Published", "Running"],
            ["challenge.keep-boards", "Running", "Running"],
            ["challenge.freeze", "Running", "Running"],
            ["challenge.close", "Running", "Closing"],
            ["challenge.finish", "Closing", "Final"]
          ]
        )
      })
    )
  ),

  "few rows are written out, of many their number and their hash": example(
    inFebruary(
      Effect.gen(function* () {
        yield* define(march, organiser)
        yield* publish(march.id, organiser)
        yield* join(march.id, [entryOf("ada")])
        yield* join(
          march.id,
          Array.from({ length: 25 }, (_, index) => entryOf(`p${index}`))
        )
        const [few, many] = yield* entriesAfter(2)
        assert.include(few?.after, '"entries":[{"fee":{"minorUnits":"2500","payer":"ada"}')
        assert.match(many?.after ?? "", /"booked":\[\{"count":25,"sha256":"[0-9a-f]{64}"\}\]/)
        assert.match(many?.after ?? "", /"entries":\{"count":25,"sha256":"[0-9a-f]{64}"\}/)
      })
    )
  )
})

const stateIn = (facts: string): string | undefined => /"state":"(\w+)"/.exec(facts)?.[1]
