import type { LogChange } from "@laurel/core/activity"
import {
  type ActivityEvent,
  decodeDefinition,
  define,
  join,
  type LiveActivities,
  publish,
  readTold,
  record,
  type Told,
  toldText
} from "@laurel/core/challenge"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Option, Result, Stream } from "effect"

/** Whose activities are followed, and somebody else. */
export const ada = UserId.make("ada")
export const bob = UserId.make("bob")
/** Who organises. */
export const olga = PrincipalId.make("olga")

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

/** A challenge under way, in which more than a hundred steps wait for a decision. */
export const underWay = Effect.fnUntraced(function* (id: string, ...users: ReadonlyArray<UserId>) {
  const definition = Result.getOrThrow(
    decodeDefinition({
      id,
      name: "Steps",
      zone: "UTC",
      window: { start: dayFromNow(-2), end: dayFromNow(7) },
      metrics: [{ name: "steps", decimals: 1, max: 1_000, plausible: { perActivity: 100 } }],
      score: { _tag: "Best", metric: "steps" }
    })
  )
  yield* define(definition, olga)
  yield* publish(definition.id, olga)
  yield* enter(id, ...users)
  return definition.id
})

/** Enters users as participants of other names. */
export const enter = (id: string, ...users: ReadonlyArray<UserId>) =>
  join(
    ChallengeId.make(id),
    users.map((userId) => ({
      participantId: ParticipantId.make(`p-${userId}`),
      userId,
      enteredAt: Date.now(),
      categories: [],
      status: "Active" as const
    }))
  )

/** All of it happened at the same time: the same sent again is the same. */
const happened = Date.now() - 3_600_000

/** Records an activity of somebody: `quantity` in tenths of a step. */
export const walk = (
  id: string,
  userId: UserId,
  key: string,
  quantity: number,
  more: { readonly revision?: number; readonly void?: boolean } = {}
) =>
  record(ChallengeId.make(id), [
    {
      activity: {
        userId,
        metric: Name.make("steps"),
        quantity,
        at: happened,
        source: "watch",
        sourceKey: `${userId} ${key}`,
        revision: 0,
        void: false,
        ...more
      },
      receivedAt: Date.now()
    }
  ])

/** An activity as it is told. */
export const shown = ({ arrival: { activity }, state }: LogChange): string =>
  `${activity.sourceKey} ${activity.revision} ${activity.quantity} ${state._tag}`

/** Somebody who follows what they do, and goes on where they were, wherever that is. */
export const follower = (userId: UserId) => {
  const events: Array<ActivityEvent> = []
  let told: Told | undefined
  let wake = (): void => undefined
  const follow = ({ watch }: LiveActivities) =>
    Stream.runForEach(
      // As it is named in the id of an event.
      watch(userId, told === undefined ? undefined : Option.getOrThrow(readTold(toldText(told)))),
      (event) =>
        Effect.sync(() => {
          events.push(event)
          told = event.told
          wake()
        })
    )
  const until = (isSo: () => boolean): Effect.Effect<void> =>
    Effect.suspend(() =>
      isSo()
        ? Effect.void
        : Effect.andThen(
            Effect.callback<void>((resume) => {
              wake = () => resume(Effect.void)
            }),
            until(isSo)
          )
    )
  const changes = () =>
    events.flatMap((event) => (event._tag === "Changed" ? [{ id: event.challenge.id, ...event.activity }] : []))
  return {
    follow,
    until,
    changes,
    shown: () => changes().map((change) => `${change.id} ${shown(change)}`),
    following: () => events.flatMap((event) => (event._tag === "Following" ? [event.challenges] : []))
  }
}
