import { userStats } from "@laurel/core/challenge"
import { formatAmount } from "@laurel/core/shared"
import { carryWaiting } from "@laurel/core/work"
import { Effect } from "effect"
import { labelled } from "../../output/labelled.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"

/** `laurel user stats`: what a user has come to over all challenges. */
export const statsCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const user = userOf(name)
  await onStore(given, house, async (session) => {
    const { prizes, ...counts } = await session.run(Effect.andThen(carryWaiting(), userStats(user)))
    const { entered, finished, wins, podiums, bestPlace, activeDays } = counts
    show(
      session,
      {
        user,
        ...counts,
        prizes: prizes.map(({ currency, minorUnits }) => ({ currency, minorUnits: `${minorUnits}` }))
      },
      (style) =>
        [
          `${style.bold(user)}\n`,
          labelled(
            [
              ["entered", `${entered}, ${finished} of them final with a place`],
              ["won", `${wins}, ${podiums} among the first three`],
              ...(bestPlace === undefined ? [] : [["best place", `${bestPlace}`] as const]),
              ["active days", `${activeDays}`],
              [
                "prizes",
                prizes
                  .map(({ currency, minorUnits }) => `${formatAmount(minorUnits, currency)} ${currency}`)
                  .join(", ") || "none"
              ]
            ],
            style
          )
        ].join("\n")
    )
  })
}
