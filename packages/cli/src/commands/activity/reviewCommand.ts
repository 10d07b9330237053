import { find, review } from "@laurel/core/challenge"
import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { activityJson } from "./activityJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ accept: Schema.optionalKey(Schema.Boolean), reject: Schema.optionalKey(Schema.Boolean) })
)

/** An activity as lists name it. */
interface Named {
  readonly source: string
  readonly key: string
}

/** `laurel activity review`: the organiser decides whether an activity counts. */
export const reviewCommand = async (
  id: string,
  named: Named,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { accept = false, reject = false } = readOptions(given)
  if (accept === reject) throw noVerdict()
  const challengeId = challengeIdOf(id)
  const verdict = accept ? "Released" : "Rejected"
  await onStore(given, house, async (session) => {
    const { definition } = await session.run(find(challengeId))
    const identity = { source: named.source, sourceKey: named.key }
    const activity = await session.change(review(challengeId, identity, verdict, session.by))
    if (activity === undefined) throw notThere(named)
    const row = activityJson(activity, definition)
    show(
      session,
      { challenge: challengeId, verdict, activity: row },
      () => `${row.quantity} ${row.metric} of ${row.user} at ${row.at}: ${accept ? "counts" : "does not count"}.\n`
    )
  })
}

const noVerdict = (): Problem =>
  new Problem({
    exit: "usage",
    code: "which-verdict",
    title: "say whether it counts, with one of --accept and --reject",
    where: "--accept",
    remedy: "laurel activity review steps watch walk-7 --accept"
  })

const notThere = ({ source, key }: Named): Problem =>
  new Problem({
    exit: "usage",
    code: "activity-not-found",
    title: `no activity from ${source} holds the key ${key}, or it was refused or taken back`,
    where: key,
    remedy: "laurel activity list CHALLENGE --held shows what is held, each with its source and key"
  })
