import { Clock, Effect } from "effect"
import { noteChange } from "../audit/index.ts"
import { type ChallengeId, canonicalJson } from "../shared/index.ts"
import { tell } from "../webhook/index.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { haveWithdrawn } from "./entryNews.ts"
import { glanceAtTerms } from "./glance.ts"
import { Outbox } from "./Outbox.ts"

/** Amends entries, and says in the audit entry of the running use case how those that changed were and are. */
export const amendEntries = Effect.fnUntraced(function* (challengeId: ChallengeId, amended: ReadonlyArray<Entry>) {
  const entries = yield* Entries
  const userIds = [...new Set(amended.map(({ userId }) => userId))]
  const stored = yield* entries.ofUsers(challengeId, userIds)
  const before = new Map(stored.flatMap((entry) => (entry === undefined ? [] : [[entry.participantId, entry]])))
  yield* entries.amend(challengeId, amended)
  yield* (yield* Outbox).add(challengeId, userIds, {
    at: yield* Clock.currentTimeMillis,
    joined: 0,
    activities: 0
  })
  yield* tell(challengeId, haveWithdrawn(amended, before))
  for (const entry of amended) {
    const was = before.get(entry.participantId)
    const [old, now] = [was === undefined ? null : glanceAtTerms(was), glanceAtTerms(entry)]
    if (canonicalJson(old) !== canonicalJson(now)) yield* noteChange(`entry ${entry.participantId}`, old, now)
  }
})
