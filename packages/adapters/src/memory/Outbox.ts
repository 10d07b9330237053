import { byHour, type Changed, type News, Outbox, type TakenChanges } from "@laurel/core/challenge"
import { type ChallengeId, compareIds, type Instant, type UserId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

interface Addition {
  readonly changed: Changed
  readonly news: News | undefined
}

/** What waits of one challenge; replaced as a whole by every change, so that a rollback puts back the one before. */
interface Waiting {
  readonly version: number
  readonly additions: ReadonlyArray<Addition>
  readonly refreshAt: Instant | undefined
}

const nothing: Waiting = { version: 0, additions: [], refreshAt: undefined }

const isDue = ({ refreshAt }: Waiting, now: Instant): boolean => refreshAt !== undefined && refreshAt <= now

const isWaiting = (one: Waiting, now: Instant): boolean => one.additions.length > 0 || isDue(one, now)

const earliestOf = (all: Iterable<Waiting>, now: Instant): Option.Option<Instant> => {
  let earliest = Number.POSITIVE_INFINITY
  for (const { additions, refreshAt } of all) {
    for (const { news } of additions) if (news !== undefined) earliest = Math.min(earliest, news.at)
    if (refreshAt !== undefined && refreshAt <= now) earliest = Math.min(earliest, refreshAt)
  }
  return Number.isFinite(earliest) ? Option.some(earliest) : Option.none()
}

/** What is taken, and what is left then. */
const take = (before: Waiting, now: Instant, limit: number): readonly [TakenChanges, Waiting] | undefined => {
  const version = before.version + 1
  if (isDue(before, now) || before.additions.some(({ changed }) => changed === "Everybody")) {
    const refreshAt = isDue(before, now) ? undefined : before.refreshAt
    return [
      {
        version,
        userIds: distinct(before.additions),
        isEverybody: true,
        isMore: false,
        news: newsOf(before.additions)
      },
      { version, additions: [], refreshAt }
    ]
  }
  const { additions } = before
  if (additions.length === 0) return undefined
  let [count, users] = [1, additions[0]?.changed.length ?? 0]
  while (count < additions.length && users + (additions[count]?.changed.length ?? 0) <= limit) {
    users += additions[count]?.changed.length ?? 0
    count++
  }
  const taken = additions.slice(0, count)
  return [
    { version, userIds: distinct(taken), isEverybody: false, isMore: count < additions.length, news: newsOf(taken) },
    { ...before, version, additions: additions.slice(count) }
  ]
}

const newsOf = (additions: ReadonlyArray<Addition>) =>
  byHour(additions.flatMap(({ changed, news }) => (news === undefined ? [] : [[news, namedIn(changed)] as const])))

const namedIn = (changed: Changed): ReadonlyArray<UserId> => (changed === "Everybody" ? [] : changed)

const distinct = (additions: ReadonlyArray<Addition>): ReadonlyArray<UserId> => {
  const found = new Set<UserId>()
  for (const { changed } of additions) for (const userId of namedIn(changed)) found.add(userId)
  return [...found].sort(compareIds)
}

/** The outbox in the process's memory. */
export const layerOutbox: Layer.Layer<Outbox, never, World> = Layer.effect(
  Outbox,
  Effect.gen(function* () {
    const world = yield* World
    const waiting = new Map<ChallengeId, Waiting>()
    const of = (id: ChallengeId): Waiting => waiting.get(id) ?? nothing
    const change = <A>(id: ChallengeId, decide: (before: Waiting) => readonly [A, Waiting]) =>
      world.act((onRollback) => {
        const before = of(id)
        const [answer, after] = decide(before)
        waiting.set(id, after)
        onRollback(() => waiting.set(id, before))
        return answer
      })
    return Outbox.of({
      add: (challengeId, changed, news) =>
        changed.length === 0
          ? Effect.void
          : change(challengeId, (before) => [
              undefined,
              { ...before, additions: [...before.additions, { changed, news }] }
            ]),
      take: (challengeId, now, limit) =>
        change(challengeId, (before) => {
          const taken = take(before, now, limit)
          return taken === undefined ? [Option.none(), before] : [Option.some(taken[0]), taken[1]]
        }),
      refreshAt: (challengeId, at) => change(challengeId, (before) => [undefined, { ...before, refreshAt: at }]),
      waiting: (now, limit, after) =>
        world.act(() =>
          [...waiting]
            .filter(([id, one]) => (after === undefined || compareIds(id, after) > 0) && isWaiting(one, now))
            .map(([id]) => id)
            .sort(compareIds)
            .slice(0, limit)
        ),
      oldest: (now) => world.act(() => earliestOf(waiting.values(), now))
    })
  })
)
