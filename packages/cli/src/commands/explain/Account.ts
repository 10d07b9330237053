import { explain, type ParticipantExplanation } from "@laurel/core/challenge"
import { ParticipantId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import type { RunResult } from "../../run/RunResult.ts"
import type { UseCases } from "../../useCases/runtime.ts"

/** Everything that made a participant's score. */
export type Account = ParticipantExplanation

const asParticipant = Schema.decodeUnknownOption(ParticipantId)

/** The account of a participant, from the store of a run that is finished; `undefined` when nobody is called so. */
export const accountOf = async (
  { definition }: RunResult,
  { run }: UseCases,
  participant: string
): Promise<Account | undefined> => {
  const id = asParticipant(participant)
  if (Option.isNone(id)) return undefined
  return run(
    explain(definition.id, id.value).pipe(Effect.catchTag("ParticipantNotFound", () => Effect.succeed(undefined)))
  )
}
