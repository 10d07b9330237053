import { activeUsers, startOfHour } from "@laurel/core/challenge"
import { formatInstant } from "@laurel/core/shared"
import { carryWaiting } from "@laurel/core/work"
import { Effect, Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { hoursOf } from "../../session/hoursOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ since: Schema.String }))

/** `laurel stats active`: how many users sent activities, hour by hour. */
export const activeCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const hours = hoursOf(readOptions(given).since, "--since")
  await onStore(given, house, async (session) => {
    const active = await session.run(Effect.andThen(carryWaiting(), activeUsers(hours)))
    const rows = active.map(({ hour, users }) => ({ hour: formatInstant(startOfHour(hour)), users }))
    show(session, { hours: rows }, (style) =>
      renderTable(
        [{ head: "hour" }, { head: "users", align: "right" }],
        rows.map(({ hour, users }) => [hour, `${users}`]),
        style
      )
    )
  })
}
