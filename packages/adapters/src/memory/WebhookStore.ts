import { ChallengeStore } from "@laurel/core/challenge"
import { compareIds } from "@laurel/core/shared"
import {
  type ActiveEndpoint,
  type Delivery,
  type DeliveryKey,
  type Endpoint,
  type EndpointId,
  reopened,
  type WaitingDelivery,
  WebhookStore,
  WebhooksUnavailable
} from "@laurel/core/webhook"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

type OnRollback = (undo: () => void) => void

const byAge = (a: Endpoint, b: Endpoint): number => a.createdAt - b.createdAt || compareIds(a.id, b.id)
const byNews = (a: DeliveryKey & { at: number }, b: DeliveryKey & { at: number }): number =>
  b.at - a.at || compareIds(b.eventId, a.eventId)

const nameOf = ({ endpointId, eventId }: DeliveryKey): string => `${endpointId} ${eventId}`
const isActive = (endpoint: Endpoint): endpoint is ActiveEndpoint => endpoint._tag === "Active"
const isOver = (delivery: Delivery): delivery is Exclude<Delivery, WaitingDelivery> => delivery._tag !== "Waiting"

/** Sets or takes away what is kept under a name. */
const put = <Key, Value>(map: Map<Key, Value>, key: Key, value: Value | undefined, onRollback: OnRollback): void => {
  const before = map.get(key)
  const set = (now: Value | undefined): void => {
    if (now === undefined) map.delete(key)
    else map.set(key, now)
  }
  set(value)
  onRollback(() => set(before))
}

/** Endpoints and deliveries in the process's memory. */
export const layerWebhookStore: Layer.Layer<WebhookStore, never, World | ChallengeStore> = Layer.effect(
  WebhookStore,
  Effect.gen(function* () {
    const { act } = yield* World
    const challenges = yield* ChallengeStore
    const endpoints = new Map<EndpointId, Endpoint>()
    const deliveries = new Map<string, Delivery>()
    return WebhookStore.of({
      add: (endpoint) =>
        act((onRollback) => {
          if (endpoints.has(endpoint.id)) return false
          put(endpoints, endpoint.id, endpoint, onRollback)
          return true
        }),
      find: (id) => act(() => Option.fromUndefinedOr(endpoints.get(id))),
      of: (owner) =>
        act(() => [...endpoints.values()].filter((one) => owner === undefined || one.owner === owner).toSorted(byAge)),
      change: (id, change) =>
        act((onRollback) => {
          const before = endpoints.get(id)
          if (before === undefined) return Option.none()
          const after = change(before)
          put(endpoints, id, after, onRollback)
          return Option.some({ before, after })
        }),
      remove: (id) =>
        act((onRollback) => {
          const isThere = endpoints.has(id)
          put(endpoints, id, undefined, onRollback)
          for (const delivery of [...deliveries.values()].filter(({ endpointId }) => endpointId === id))
            put(deliveries, nameOf(delivery), undefined, onRollback)
          return isThere
        }),
      listening: (id) =>
        challenges.find(id).pipe(
          Effect.mapError((cause) => new WebhooksUnavailable({ operation: "listening", cause })),
          Effect.flatMap((challenge) =>
            act(() =>
              [...endpoints.values()]
                .filter(isActive)
                .filter(
                  ({ covers, owner }) => covers === "All" || Option.exists(challenge, (one) => one.organiser === owner)
                )
                .filter(({ challengeId }) => challengeId === undefined || challengeId === id)
                .toSorted(byAge)
            )
          )
        ),
      record: (recorded) =>
        act((onRollback) => {
          for (const delivery of recorded)
            if (!deliveries.has(nameOf(delivery))) put(deliveries, nameOf(delivery), delivery, onRollback)
        }),
      delivery: (key) => act(() => Option.fromUndefinedOr(deliveries.get(nameOf(key)))),
      deliveries: (id, { state, since, after, limit }) =>
        act(() =>
          [...deliveries.values()]
            .filter(({ endpointId }) => endpointId === id)
            .filter(({ _tag }) => state === undefined || _tag === state)
            .filter(({ at }) => since === undefined || at >= since)
            .filter((one) => after === undefined || byNews({ ...after, endpointId: id }, one) < 0)
            .toSorted(byNews)
            .slice(0, limit)
        ),
      move: (before, after) =>
        act((onRollback) => {
          const now = deliveries.get(nameOf(before))
          if (now?._tag !== "Waiting" || now.round !== before.round || now.tries !== before.tries) return false
          put(deliveries, nameOf(before), after, onRollback)
          return true
        }),
      reopen: (endpointId, eventIds, due) =>
        act((onRollback) =>
          [...new Set(eventIds)].flatMap((eventId) => {
            const before = deliveries.get(nameOf({ endpointId, eventId }))
            if (before === undefined) return []
            const after = reopened(before, due)
            put(deliveries, nameOf(before), after, onRollback)
            return after
          })
        ),
      forget: (before, limit) =>
        act((onRollback) => {
          const old = [...deliveries.values()]
            .filter(isOver)
            .filter(({ endedAt }) => endedAt < before)
            .toSorted((a, b) => a.endedAt - b.endedAt)
            .slice(0, limit)
          for (const delivery of old) put(deliveries, nameOf(delivery), undefined, onRollback)
          return old.length
        })
    })
  })
)
