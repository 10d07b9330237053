import { publish } from "@laurel/core/challenge"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { showChallenge } from "./showChallenge.ts"
import { versionIn } from "./versionIn.ts"

/** `laurel challenge publish`: the rules are frozen, entries open. */
export const publishCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  const version = versionIn(given)
  await onStore(given, house, async (session) => {
    const challenge = await session.change(publish(challengeId, session.by, version))
    showChallenge(session, challenge)
  })
}
