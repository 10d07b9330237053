import { Clock, Effect } from "effect"
import { JobKey, JobKind, Jobs, type NewJob } from "../runtime/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { firstDelivery, type WaitingDelivery } from "./Delivery.ts"
import type { ActiveEndpoint } from "./Endpoint.ts"
import { eventOf, type Happening } from "./WebhookEvent.ts"
import { WebhookStore } from "./WebhookStore.ts"

/** The job that tries a delivery. */
export const deliverJob = JobKind.make("webhook.deliver")

/** Money goes first: a receiver that keeps us waiting keeps no payout waiting. */
const priority = -10

/**
 * Tells whoever listens to a challenge what happened to it: what is to be sent is kept, and enqueued, in the transaction of its cause. It
 * costs one statement where nobody listens, and a constant number where somebody does.
 */
export const tell = Effect.fnUntraced(function* (challengeId: ChallengeId, happenings: ReadonlyArray<Happening>) {
  if (happenings.length === 0) return
  const store = yield* WebhookStore
  const endpoints = yield* store.listening(challengeId)
  if (endpoints.length === 0) return
  const deliveries = deliveriesOf(challengeId, happenings, endpoints, yield* Clock.currentTimeMillis)
  if (deliveries.length === 0) return
  yield* store.record(deliveries)
  yield* (yield* Jobs).enqueue(deliveries.map(jobOf))
})

/** One for each event and each endpoint that wants it. */
const deliveriesOf = (
  challengeId: ChallengeId,
  happenings: ReadonlyArray<Happening>,
  endpoints: ReadonlyArray<ActiveEndpoint>,
  now: Instant
): ReadonlyArray<WaitingDelivery> =>
  happenings.flatMap((happening) => {
    const wanting = endpoints.filter(({ events }) => events.includes(happening.type))
    if (wanting.length === 0) return []
    const event = eventOf(challengeId, happening, now)
    return wanting.map(({ id }) => firstDelivery(id, event))
  })

/** The job of the next try of a delivery. It names the try: one that was made already is not made again for it. */
export const jobOf = ({ endpointId, eventId, challengeId, round, tries, due }: WaitingDelivery): NewJob => ({
  kind: deliverJob,
  key: JobKey.make(`${endpointId}/${eventId}/${round}`),
  challengeId,
  payload: { endpointId, eventId, round, tries },
  notBefore: due,
  priority
})
