import { assert } from "@effect/vitest"
import { Clock, Effect, References } from "effect"
import { Audit, ownScope, verifyAudit } from "../../src/audit/index.ts"
import { define, join, publish, record, withdraw } from "../../src/challenge/index.ts"
import { Jobs, Transaction } from "../../src/runtime/index.ts"
import { pay, report, SettlementStore } from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import {
  type Answer,
  addEndpoint,
  deliver,
  deliverJob,
  enableEndpoint,
  endpointBytes,
  eventTypes,
  type Message,
  mostTries,
  removeEndpoint,
  replay,
  replayFailed,
  rotateSecret,
  secretBytes,
  tryOf,
  WebhookSender,
  WebhookStore,
  WebhookUrl,
  waitsMs
} from "../../src/webhook/index.ts"
import { webhookHandlers, workOff } from "../../src/work/index.ts"
import { contract } from "../Contract.ts"
import { example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { currentLines, entryOf, inFebruary, moveTo, organiser, posted, storyDefinition, walked } from "./world.ts"

const march = storyDefinition()

/** An endpoint of the organiser that wants everything; the number tells it from others. */
const added = (number = 1) =>
  addEndpoint(
    {
      owner: organiser,
      covers: "Own",
      url: WebhookUrl.make(`https://example.com/${number}`),
      label: "",
      events: eventTypes
    },
    organiser,
    new Uint8Array(endpointBytes).fill(number)
  )

/** A receiver that answers in turn, its last answer again and again, and what it was sent. */
const receiver = (...answers: ReadonlyArray<number | undefined>) => {
  const sent: Array<Message> = []
  const answer = (status: number | undefined): Answer =>
    status === undefined ? { _tag: "Unreachable", reason: "away" } : { _tag: "Answered", status }
  const sender = WebhookSender.of({
    send: (message) => Effect.sync(() => answer(answers[Math.min(sent.push(message), answers.length) - 1]))
  })
  const work = workOff(webhookHandlers, "worker").pipe(
    Effect.provideService(WebhookSender, sender),
    Effect.provideService(References.MinimumLogLevel, "Fatal")
  )
  return { sent, sender, work }
}

const deliveriesTo = (id: Parameters<typeof removeEndpoint>[0]) =>
  WebhookStore.use((store) => store.deliveries(id, { limit: 1_000 }))
const jobs = Jobs.use((port) => Effect.map(port.list({ limit: 1_000, kind: deliverJob }), (all) => all.length))
/** The whole life of the challenge. */
const settled = Effect.andThen(posted(march), pay(march.id, "worker"))

const pass = (millis: number) =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => moveTo(new Date(now + millis).toISOString()))

/** A draft, and somebody who wants to be told of it. */
const listening = Effect.gen(function* () {
  yield* define(march, organiser)
  return yield* added()
})

/** What happens to whoever wants to be told; gives the secrets that there were. */
export const webhookChronicle = Effect.gen(function* () {
  const { endpoint, secret } = yield* listening
  yield* publish(march.id, organiser)
  yield* receiver(410).work
  yield* enableEndpoint(endpoint.id, organiser)
  yield* enableEndpoint(endpoint.id, organiser)
  const rotated = yield* rotateSecret(endpoint.id, organiser, new Uint8Array(secretBytes).fill(9))
  yield* replayFailed(endpoint.id, 0, organiser)
  yield* replayFailed(endpoint.id, 0, organiser)
  yield* removeEndpoint(endpoint.id, organiser)
  return [secret, rotated.secret]
})

/** How those are told who want to be told of what happens. */
export const webhooksStory = contract<StoryPorts>("Story of the webhooks", {
  "whoever listens is told of a challenge from its publication to its last payout, once each, in the order in which it happened":
    example(
      inFebruary(
        Effect.gen(function* () {
          const { endpoint } = yield* listening
          yield* settled
          const types = (yield* deliveriesTo(endpoint.id)).map(({ type }) => type)
          assert.sameMembers(types, [
            "challenge.published",
            "entry.joined",
            "challenge.started",
            "challenge.closed",
            "challenge.finished",
            "settlement.planned",
            "settlement.approved",
            "settlement.posted",
            ...(yield* currentLines(march)).map(() => "payout.paid"),
            "settlement.settled"
          ])
          const { sent, work } = receiver(200)
          yield* work
          assert.lengthOf(sent, types.length)
          assert.strictEqual(new Set(sent.map(({ id }) => id)).size, types.length)
          for (const { body } of sent) assert.include(body, `"challenge_id":"${march.id}"`)
          const [line] = yield* currentLines(march)
          const [state] = yield* (yield* SettlementStore).of(march.id)
          assert.strictEqual(state?._tag, "Settled")
          const attemptKey = line !== undefined && "attempt" in line ? line.attempt.key : ""
          yield* report(march.id, { attemptKey, outcome: "Returned", evidence: { _tag: "Webhook", eventId: "e" } })
          assert.include(
            (yield* deliveriesTo(endpoint.id)).map(({ type }) => type),
            "payout.failed"
          )
        })
      )
    ),

  "who withdraws is told of; activities are told of to nobody, however many they are": example(
    inFebruary(
      Effect.gen(function* () {
        const { endpoint } = yield* listening
        yield* publish(march.id, organiser)
        yield* join(march.id, [entryOf("ada"), entryOf("bob")])
        yield* pass(1)
        yield* join(march.id, [entryOf("lin")])
        yield* withdraw(march.id, ParticipantId.make("bob"), organiser)
        yield* withdraw(march.id, ParticipantId.make("bob"), organiser)
        yield* moveTo("2026-03-05T00:00:00Z")
        yield* record(march.id, [
          walked("ada", 5_000, "2026-03-04T08:00:00Z"),
          walked("lin", 6_000, "2026-03-04T08:00:00Z")
        ])
        assert.sameMembers(
          (yield* deliveriesTo(endpoint.id)).map(({ type }) => type),
          ["challenge.published", "entry.joined", "entry.joined", "entry.withdrawn", "challenge.started"]
        )
      })
    )
  ),

  "what is rolled back is told to nobody, and enqueues nothing": example(
    inFebruary(
      Effect.gen(function* () {
        const { endpoint } = yield* listening
        const { transact } = yield* Transaction
        const failing = Effect.andThen(publish(march.id, organiser), Effect.fail("on purpose"))
        assert.strictEqual(yield* Effect.flip(transact(failing)), "on purpose")
        assert.deepStrictEqual(yield* deliveriesTo(endpoint.id), [])
        assert.strictEqual(yield* jobs, 0)
      })
    )
  ),

  "a delivery is tried again and again, ten times within some 75 hours, under one name; then it has failed": example(
    inFebruary(
      Effect.gen(function* () {
        const { endpoint } = yield* listening
        yield* publish(march.id, organiser)
        const { sent, work } = receiver(500, undefined, 301)
        yield* work
        for (const wait of waitsMs) {
          yield* pass(wait - 1)
          const before = sent.length
          yield* work
          assert.strictEqual(sent.length, before)
          yield* pass(Math.ceil(wait * 0.1) + 1)
          yield* work
          assert.strictEqual(sent.length, before + 1)
        }
        assert.strictEqual(sent.length, mostTries)
        assert.strictEqual(new Set(sent.map(({ id, body }) => `${id} ${body}`)).size, 1)
        assert.deepStrictEqual(
          (yield* deliveriesTo(endpoint.id)).map(({ _tag, tries }) => [_tag, tries]),
          [["Failed", mostTries]]
        )
        assert.strictEqual(yield* jobs, 0)
      })
    )
  ),

  "a receiver that says that it is gone is told nothing more until it is enabled; what failed can be sent again":
    example(
      inFebruary(
        Effect.gen(function* () {
          const { endpoint } = yield* listening
          const { sent, work } = receiver(410, 200)
          yield* publish(march.id, organiser)
          yield* work
          yield* join(march.id, [entryOf("ada")])
          yield* work
          assert.lengthOf(sent, 1)
          assert.strictEqual((yield* Effect.flip(replayFailed(endpoint.id, 0, organiser)))._tag, "EndpointDisabled")
          yield* enableEndpoint(endpoint.id, organiser)
          assert.strictEqual(yield* replayFailed(endpoint.id, 0, organiser), 1)
          yield* work
          assert.deepStrictEqual(
            (yield* deliveriesTo(endpoint.id)).map(({ _tag, round, attempts }) => [_tag, round, attempts.length]),
            [["Delivered", 1, 2]]
          )
          assert.strictEqual(sent[0]?.id, sent[1]?.id)
          assert.strictEqual(yield* replayFailed(endpoint.id, 0, organiser), 0)
        })
      )
    ),

  "a delivery that waits for hours is sent at once when somebody asks, and once: the job that waited does nothing":
    example(
      inFebruary(
        Effect.gen(function* () {
          const { endpoint } = yield* listening
          yield* publish(march.id, organiser)
          const { sent, work } = receiver(500, 200)
          yield* work
          const [waiting] = yield* deliveriesTo(endpoint.id)
          if (waiting === undefined) return assert.fail("nothing was to be sent")
          yield* replay(waiting, organiser)
          yield* replay(waiting, organiser)
          yield* work
          yield* pass(86_400_000)
          yield* work
          assert.lengthOf(sent, 2)
          assert.strictEqual(yield* jobs, 0)
        })
      )
    ),

  "a job that is carried out once more, after its worker was lost, sends nothing again that was recorded": example(
    inFebruary(
      Effect.gen(function* () {
        yield* listening
        yield* publish(march.id, organiser)
        const { sent, sender } = receiver(200)
        const [job] = yield* (yield* Jobs).claim({ worker: "lost", kinds: [deliverJob] })
        if (job === undefined) return assert.fail("there is no job")
        const again = Effect.flatMap(tryOf(job), deliver).pipe(Effect.provideService(WebhookSender, sender))
        yield* again
        yield* again
        assert.lengthOf(sent, 1)
      })
    )
  ),

  "after a rotation both secrets sign for a day, and then the new one alone": example(
    inFebruary(
      Effect.gen(function* () {
        const { endpoint, secret } = yield* listening
        const { secret: next } = yield* rotateSecret(endpoint.id, organiser, new Uint8Array(secretBytes).fill(5))
        const { sent, work } = receiver(200)
        yield* publish(march.id, organiser)
        yield* work
        yield* pass(86_400_000)
        yield* join(march.id, [entryOf("ada")])
        yield* work
        assert.deepStrictEqual(
          sent.map(({ secrets }) => secrets),
          [[next, secret], [next]]
        )
      })
    )
  ),

  "what is done to endpoints has its entries in the audit log, and their secrets are in none": example(
    inFebruary(
      Effect.gen(function* () {
        const secrets = yield* webhookChronicle
        const written = yield* (yield* Audit).page(ownScope, 0, 100)
        assert.deepStrictEqual(
          written.map(({ action, actor }) => `${action} by ${actor}`),
          [
            `webhook.add by ${organiser}`,
            "webhook.disable by laurel",
            `webhook.enable by ${organiser}`,
            `webhook.rotate-secret by ${organiser}`,
            `webhook.replay by ${organiser}`,
            `webhook.remove by ${organiser}`
          ]
        )
        for (const secret of secrets) assert.notInclude(JSON.stringify(written), secret)
        assert.isUndefined((yield* verifyAudit(ownScope)).finding)
        assert.deepStrictEqual(yield* (yield* WebhookStore).of(), [])
      })
    )
  )
})
