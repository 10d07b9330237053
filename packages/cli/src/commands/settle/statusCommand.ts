import type { PayoutLine } from "@laurel/core/settlement"
import { Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { printStatus } from "./printStatus.ts"
import { statusOf } from "./Status.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ lines: Schema.optionalKey(Schema.Boolean) }))

/** `laurel settle status`: how far a settlement is, and its payouts by state. */
export const statusCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { lines } = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const seen: Array<PayoutLine> = []
    const status = await session.run(statusOf(challengeId, (line) => void (lines === true && seen.push(line))))
    printStatus(session, status, lines === true ? seen : undefined)
  })
}
