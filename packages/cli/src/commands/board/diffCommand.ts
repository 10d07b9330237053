import { scopeText } from "@laurel/core/board"
import { Ended } from "../../io/Problem.ts"
import { plural } from "../../output/plural.ts"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { type Comparison, compared } from "./compared.ts"
import type { Differing } from "./differencesIn.ts"

/** So many differences of a board are shown. */
const shownDifferences = 5

/** `laurel board diff`: whoever keeps the boards of a challenge, entry by entry against what the facts say. */
export const diffCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { redis } = session
    const built = await house.stores.fastBoards(undefined)
    const following = redis === undefined ? undefined : await house.stores.fastBoards(redis)
    const comparisons = await session.run(compared(challengeId, built, following))
    const isSame = comparisons.every(isEqual)
    show(session, { challenge: challengeId, same: isSame, boards: comparisons.map(jsonOf) }, (style) =>
      [
        renderTable(
          [
            { head: "board" },
            { head: "in" },
            { head: "version", align: "right" },
            { head: "ranked", align: "right" },
            { head: "" }
          ],
          comparisons.map((one) => [
            scopeText(one.board.scope),
            one.in,
            one.version === undefined ? "-" : `${one.version}`,
            `${one.rows}`,
            verdictOf(one)
          ]),
          style
        ),
        ...comparisons.flatMap(linesOf)
      ].join("\n")
    )
    if (!isSame) throw new Ended("different")
  })
}

/** A board that is kept nowhere says nothing wrong, but it does not say what the others do either. */
const isEqual = ({ version, differing }: Comparison): boolean => version !== undefined && differing.length === 0

const verdictOf = (one: Comparison): string => {
  if (one.version === undefined) return "not kept"
  return one.differing.length === 0 ? "what the facts say" : plural(one.differing.length, "difference")
}

const jsonOf = ({ board, differing, ...one }: Comparison) => ({
  scope: scopeText(board.scope),
  ...one,
  differences: differing.length,
  first: differing.slice(0, shownDifferences).map(({ participantId, expected, found }) => ({
    participant: participantId,
    ...(expected === undefined ? {} : { facts: whereOf(expected) }),
    ...(found === undefined ? {} : { board: whereOf(found) })
  }))
})

const whereOf = ({ rank, place, status, score, tieBreak }: NonNullable<Differing["found"]>) => ({
  rank,
  place,
  status,
  score,
  tieBreak
})

const linesOf = ({ board, in: where, version, differing }: Comparison): ReadonlyArray<string> => {
  if (version === undefined || differing.length === 0) return []
  const more = differing.length - shownDifferences
  return [
    `${scopeText(board.scope)} in ${where}:`,
    ...differing
      .slice(0, shownDifferences)
      .map(({ participantId, expected, found }) => `  ${participantId}: facts ${said(expected)}, board ${said(found)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ""
  ]
}

const said = (row: Differing["found"]): string =>
  row === undefined
    ? "not ranked"
    : `rank ${row.rank} at place ${row.place} with ${[row.score, ...row.tieBreak].join(" ")}`
