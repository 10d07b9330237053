import { amend, type Entry, entryToAmend } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId, ParticipantId, PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { plural } from "../../output/plural.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { show } from "../../session/show.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ disqualify: Schema.optionalKey(Schema.Boolean) }))

/** `laurel entry remove`: participants withdraw or are disqualified; all of them, or none. */
export const removeCommand = async (
  id: string,
  names: ReadonlyArray<string>,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const status = readOptions(given).disqualify === true ? "Disqualified" : "Withdrawn"
  const [challengeId, participants] = [challengeIdOf(id), participantsOf(names)]
  await onStore(given, house, async (session) => {
    await session.change(remove(challengeId, participants, status, session.by))
    show(
      session,
      { challenge: challengeId, participants, status },
      () => `${plural(participants.length, "participant")} of ${challengeId} ${status.toLowerCase()}.\n`
    )
  })
}

const remove = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  participants: ReadonlyArray<ParticipantId>,
  status: Entry["status"],
  by: PrincipalId
) {
  const { transact } = yield* Transaction
  yield* transact(
    Effect.forEach(
      participants,
      (participantId) =>
        Effect.flatMap(entryToAmend(challengeId, participantId), (entry) =>
          amend(challengeId, { ...entry, status }, by)
        ),
      { discard: true }
    )
  )
})
