import { Clock, Effect, Option, RcMap, RcRef, Scope, Stream } from "effect"
import { ActivityLog, type ActivityLogUnavailable, type LogChange } from "../../activity/index.ts"
import { BoardNews, Keyed, type LiveBoard, scopeText } from "../../board/index.ts"
import type { ChallengeId, Instant, ParticipantId, UserId } from "../../shared/index.ts"
import type { Challenge } from "../Challenge.ts"
import { ChallengeStore } from "../ChallengeStore.ts"
import { Entries } from "../Entries.ts"
import type { ChallengesUnavailable } from "../errors.ts"
import { liveBoardOf } from "../liveBoardsOf.ts"
import { asTheyCount } from "../loggedActivities.ts"
import { Tallies } from "../Tallies.ts"
import { Followers } from "./Followers.ts"
import { type Told, toldOf, withoutOthers, withTold } from "./Told.ts"
import { watchCarried } from "./watchCarried.ts"

/** So many challenges of one person are followed at the same time, those with the first ids. */
export const mostFollowed = 100

/** How people who follow what they do are looked after. */
export interface LiveActivitiesOptions {
  /** How often it is looked in which other challenges they take part by now, once for all of them: every fifteen seconds unless said otherwise. */
  readonly lookEveryMs?: number
}

const usualLookEveryMs = 15_000

/** So many changes are read at once. */
const pageOfChanges = 100

/** Whoever entered so shortly before is told of all they did there: that they entered may have been seen late, by another clock. */
const slackMs = 60_000

const notOver = ["Published", "Running", "Closing"] as const
const overall: LiveBoard["scope"] = { _tag: "Overall" }

/** One thing that somebody is told about what they did, and what they have been told then. */
export type ActivityEvent = { readonly told: Told } & (
  | { readonly _tag: "Following"; readonly challenges: ReadonlyArray<ChallengeId> }
  | { readonly _tag: "Changed"; readonly challenge: Challenge; readonly activity: LogChange }
)

/** Activities of people who follow what they do. */
export interface LiveActivities {
  /**
   * What becomes of the activities of a user, without end: each that is kept, whether it counts or not, and each that is decided about, with
   * what it is when it is told, held back by the limit of its day or not, in the challenges that are not over and that the user takes part in. First, and whenever there are others,
   * which challenges those are.
   *
   * **Details**: with `told` it goes on where somebody was, in whatever process, without a gap and without telling anything twice; without
   * it begins with what comes next. What is told is read from the log, so that nothing is kept for a subscriber but what has been told. A
   * challenge that is entered meanwhile is followed within fifteen seconds, from its beginning.
   */
  readonly watch: (
    userId: UserId,
    told?: Told
  ) => Stream.Stream<ActivityEvent, ActivityLogUnavailable | ChallengesUnavailable>
}

/** A challenge that somebody follows what they do in. */
interface Followed {
  readonly challenge: Challenge
  readonly stop: () => void
}

/**
 * Live activities in this process. Nothing is read of whom nobody follows; a challenge is watched once for all who take part in it and
 * follow what they do, and the log is read of whoever something was carried of.
 */
export const makeLiveActivities = Effect.fnUntraced(function* ({
  lookEveryMs = usualLookEveryMs
}: LiveActivitiesOptions = {}) {
  const log = yield* ActivityLog
  const challenges = yield* ChallengeStore
  const entries = yield* Entries
  const tallies = yield* Tallies
  const { news } = yield* BoardNews
  /** Each change as it counts, read over the ports of this process. */
  const counted = (challenge: Challenge, changes: ReadonlyArray<LogChange>) =>
    asTheyCount(challenge, changes).pipe(
      Effect.provideService(ActivityLog, log),
      Effect.provideService(Entries, entries)
    )
  const heard = new Keyed<() => void>()
  const followers = new Followers()

  yield* Effect.forkScoped(
    Stream.runForEach(news, ({ challengeId, scope }) =>
      Effect.sync(() => {
        if (scope === scopeText(overall)) for (const hear of heard.under(challengeId)) hear()
      })
    )
  )
  const watching = yield* RcMap.make({
    lookup: Effect.fnUntraced(function* (board: LiveBoard) {
      const watch = yield* watchCarried(board)
      yield* Effect.acquireRelease(
        Effect.sync(() => heard.put(board.challengeId, watch.hear)),
        (takeAway) => Effect.sync(takeAway)
      )
      return watch
    })
  })

  /** Whoever takes part in another challenge is told so: one question for all who follow what they do. */
  const lookForEntries = Effect.gen(function* () {
    const users = followers.users()
    if (users.length > 0) followers.see(yield* tallies.entered(users))
  }).pipe(Effect.catchCause((cause) => Effect.logWarning("who takes part in what could not be read", cause)))
  const looking = yield* RcRef.make({
    acquire: Effect.forkScoped(Effect.forever(Effect.andThen(Effect.sleep(lookEveryMs), lookForEntries)))
  })

  /** After which change somebody is told of a challenge that they were not told of so far: after none, if they entered it since. */
  const startIn = Effect.fnUntraced(function* (userId: UserId, challengeId: ChallengeId, since: Instant | undefined) {
    const [entry] = since === undefined ? [] : yield* entries.ofUsers(challengeId, [userId])
    const isNew = entry !== undefined && since !== undefined && entry.enteredAt >= since - slackMs
    return isNew ? 0 : yield* log.lastChange(challengeId, userId)
  })

  const follow = Effect.fnUntraced(function* (userId: UserId, given: Told | undefined) {
    const scope = yield* Scope.Scope
    const begin: Told = given ?? { since: yield* Clock.currentTimeMillis, upTo: new Map() }
    const follower = yield* followers.join(userId)
    yield* RcRef.get(looking)
    const followed = new Map<ChallengeId, Followed>()
    yield* Effect.addFinalizer(() => Effect.sync(() => leave(followed.keys())))
    let hasLooked = false

    const begun = Effect.fnUntraced(function* (challenge: Challenge, participantId: ParticipantId, told: Told) {
      const { id } = challenge
      const { listen } = yield* Scope.provide(RcMap.get(watching, liveBoardOf(challenge, overall)), scope)
      followed.set(id, { challenge, stop: listen(participantId, () => follower.change(id)) })
      // After it is listened to: what comes while this is found out is told.
      follower.change(id)
      if (toldOf(told, id) !== undefined) return told
      const isBeginning = given === undefined && !hasLooked
      return withTold(told, id, yield* startIn(userId, id, isBeginning ? undefined : begin.since))
    })

    const leave = (ids: Iterable<ChallengeId>): void => {
      for (const id of ids) {
        followed.get(id)?.stop()
        followed.delete(id)
        follower.unchange(id)
      }
    }

    /** Finds out which challenges are followed from now on. */
    const look = Effect.fnUntraced(function* (before: Told) {
      const as = follower.entered(yield* tallies.entered([userId]))
      const ids = [...as.keys()]
      const open = ids.length === 0 ? [] : yield* challenges.list({ ids, states: notOver, limit: mostFollowed })
      const are = new Set(open.map(({ id }) => id))
      const left = [...followed.keys()].filter((id) => !are.has(id))
      const entered = open.filter(({ id }) => !followed.has(id))
      leave(left)
      let told = withoutOthers(before, are)
      for (const challenge of entered) {
        const participantId = as.get(challenge.id)
        if (participantId !== undefined) told = yield* begun(challenge, participantId, told)
      }
      const isNews = !hasLooked || left.length > 0 || entered.length > 0
      hasLooked = true
      const event: ActivityEvent = { _tag: "Following", challenges: [...are], told }
      return isNews ? [event] : []
    })

    const read = Effect.fnUntraced(function* ({ challenge }: Followed, before: Told) {
      const { id } = challenge
      // Before it is read: what is carried meanwhile is read after it.
      follower.unchange(id)
      const changes = yield* counted(challenge, yield* log.changes(id, userId, toldOf(before, id) ?? 0, pageOfChanges))
      if (changes.length === pageOfChanges) follower.change(id)
      let told = before
      return changes.map((activity): ActivityEvent => {
        told = withTold(told, id, activity.change)
        return { _tag: "Changed", challenge, activity, told }
      })
    })

    const next = Effect.fnUntraced(function* (told: Told) {
      if (follower.mayHaveEntered) return yield* look(told)
      const changed = follower.changed()
      const one = changed === undefined ? undefined : followed.get(changed)
      if (one !== undefined) return yield* read(one, told)
      yield* follower.news
      return []
    })

    return Stream.paginate(begin, (told) =>
      Effect.map(next(told), (events) => [events, Option.some(events.at(-1)?.told ?? told)] as const)
    )
  })

  const live: LiveActivities = { watch: (userId, told) => Stream.unwrap(follow(userId, told)) }
  return live
})
