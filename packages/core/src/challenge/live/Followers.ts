import { Effect, Latch, type Scope } from "effect"
import type { ChallengeId, ParticipantId, UserId } from "../../shared/index.ts"
import type { Taking } from "../Tallies.ts"

/** One who follows what they do, and what there may be to be told. */
export class Follower {
  readonly #changed = new Set<ChallengeId>()
  readonly #mayBeNews = Latch.makeUnsafe()
  #seen: ReadonlySet<ChallengeId> = new Set()
  #mayHaveEntered = true

  /** Whether it is to be looked in which challenges the user takes part. */
  get mayHaveEntered(): boolean {
    return this.#mayHaveEntered
  }

  /** The user takes part in these; gives as whom. */
  entered(taking: ReadonlyArray<Taking>): ReadonlyMap<ChallengeId, ParticipantId> {
    const as = new Map(taking.map((one): [ChallengeId, ParticipantId] => [one.challengeId, one.participantId]))
    this.#seen = new Set(as.keys())
    this.#mayHaveEntered = false
    return as
  }

  /** Somebody has seen that the user takes part in these. */
  see(challengeIds: ReadonlyArray<ChallengeId>): void {
    if (challengeIds.every((id) => this.#seen.has(id))) return
    this.#mayHaveEntered = true
    this.#mayBeNews.openUnsafe()
  }

  /** A challenge of which there may be something new; nothing where there is none. */
  changed(): ChallengeId | undefined {
    return this.#changed.values().next().value
  }

  /** There may be something new of a challenge. */
  change(challengeId: ChallengeId): void {
    this.#changed.add(challengeId)
    this.#mayBeNews.openUnsafe()
  }

  /** What there is of a challenge is about to be read. */
  unchange(challengeId: ChallengeId): void {
    this.#changed.delete(challengeId)
  }

  /** Waits until there may be something. */
  readonly news: Effect.Effect<void> = Effect.suspend(() => {
    if (this.#changed.size === 0 && !this.#mayHaveEntered) this.#mayBeNews.closeUnsafe()
    return this.#mayBeNews.await
  })
}

/** Those of a process who follow what they do. */
export class Followers {
  readonly #byUser = new Map<UserId, Set<Follower>>()

  /** Whose activities are followed, each once. */
  users(): ReadonlyArray<UserId> {
    return [...this.#byUser.keys()]
  }

  /** Begins to follow what a user does, until the scope closes. */
  join(userId: UserId): Effect.Effect<Follower, never, Scope.Scope> {
    const follower = new Follower()
    return Effect.acquireRelease(
      Effect.sync(() => {
        this.#byUser.set(userId, (this.#byUser.get(userId) ?? new Set()).add(follower))
        return follower
      }),
      () =>
        Effect.sync(() => {
          const all = this.#byUser.get(userId)
          all?.delete(follower)
          if (all?.size === 0) this.#byUser.delete(userId)
        })
    )
  }

  /** These take part in these challenges; others are not among them. */
  see(taking: ReadonlyArray<Taking>): void {
    const byUser = Map.groupBy(taking, ({ userId }) => userId)
    for (const [userId, all] of byUser) {
      const ids = all.map(({ challengeId }) => challengeId)
      for (const follower of this.#byUser.get(userId) ?? []) follower.see(ids)
    }
  }
}
