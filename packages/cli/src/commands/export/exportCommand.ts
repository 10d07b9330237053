import { find } from "@laurel/core/challenge"
import { Ledger, toCsv, toHledger, toJsonLines } from "@laurel/core/ledger"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { writeOut } from "../../session/writeOut.ts"

const formats = { hledger: toHledger, csv: toCsv, jsonl: toJsonLines } as const
const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ format: Schema.Literals(["hledger", "csv", "jsonl"]), out: Schema.optionalKey(Schema.String) })
)

/** `laurel export`: everything that the ledger holds about a challenge. */
export const exportCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { format, out } = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async ({ run, io }) => {
    await writeOut(io, out, formats[format](await run(journalOf(challengeId))))
  })
}

const journalOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  yield* find(challengeId)
  return yield* (yield* Ledger).entriesOf(challengeId)
})
