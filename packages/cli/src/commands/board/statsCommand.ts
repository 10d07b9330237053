import { type ChallengeStats, challengeStats, find } from "@laurel/core/challenge"
import { type ChallengeId, exactText, formatInstant, formatUnits, Rational } from "@laurel/core/shared"
import { Effect } from "effect"
import { labelled } from "../../output/labelled.ts"
import { plural } from "../../output/plural.ts"
import { boardShape } from "../../run/BoardRow.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

/** `laurel board stats`: what everybody in a challenge comes to. */
export const statsCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { name, unit, stats } = await session.run(statsOf(challengeId))
    show(session, { challenge: challengeId, unit, ...stats }, (style) =>
      [
        `${style.bold(name)} (${challengeId})\n`,
        labelled(
          [
            [
              "entered",
              `${stats.entered}: ${stats.active} active, ${stats.withdrawn} withdrawn, ${stats.disqualified} disqualified`
            ],
            ["started", `${stats.started}`],
            ["activities", `${stats.activities} count, ${stats.held} in quarantine`],
            [
              `score${unit === "" ? "" : ` (${unit})`}`,
              `${stats.totalScore} of ${plural(stats.scored, "participant")}${stats.averageScore === undefined ? "" : `, ${stats.averageScore} on the average`}`
            ],
            ...(stats.averageProgress === undefined
              ? []
              : [["progress", `${stats.averageProgress} % on the average`] as const]),
            ...(stats.changedAt === undefined ? [] : [["last changed", stats.changedAt] as const])
          ],
          style
        )
      ].join("\n")
    )
  })
}

const statsOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const stats = yield* challengeStats(challengeId)
  const { definition } = yield* find(challengeId)
  const { unit, decimals } = boardShape(definition, "participants")
  return { name: definition.name, unit, stats: shown(stats, decimals) }
})

const hundred = Rational.rational(100n)

/** The average is shown with two decimals more than a score has. */
const shown = (stats: ChallengeStats, decimals: number) => {
  const { totalScore, averageScore, averageProgress, changedAt, ...counts } = stats
  return {
    ...counts,
    totalScore: formatUnits(totalScore, decimals),
    ...(averageScore === undefined
      ? {}
      : {
          averageScore: formatUnits(Rational.roundHalfEven(Rational.multiply(averageScore, hundred)), decimals + 2)
        }),
    ...(averageProgress === undefined
      ? {}
      : { averageProgress: exactText(Rational.rational(BigInt(averageProgress), 100n)) }),
    ...(changedAt === undefined ? {} : { changedAt: formatInstant(changedAt) })
  }
}
