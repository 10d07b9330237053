import type { Awarding } from "./Awarding.ts"
import type { PlanField } from "./PlanField.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"

/** Every measure, division, team board and category that the plan names and the challenge does not have. */
export const unknownNames = ({ stages }: PrizePlan, field: PlanField): ReadonlyArray<PlanFlaw> =>
  stages.flatMap(({ board, by, awards }, stage) => {
    const flaws: Array<PlanFlaw> = []
    if (board._tag === "Division" && !field.divisions.includes(board.division)) {
      const path = ["stages", stage, "board", "division"]
      flaws.push(flaw("UnknownDivision", path, `There is no division "${board.division}"; ${known(field.divisions)}`))
    }
    if (board._tag === "Teams" && !field.teams) {
      flaws.push(
        flaw("NoTeams", ["stages", stage, "board"], "The challenge has no teams; give it teams, or pay another board")
      )
    }
    const measures = [
      ...(by === undefined ? [] : [{ path: ["by", "measure"], name: by.measure }]),
      ...awards.flatMap((awarding, index) =>
        measuresOf(awarding).map(({ path, name }) => ({ path: ["awards", index, ...path], name }))
      )
    ]
    for (const { path, name } of measures) {
      if (field.measures.includes(name)) continue
      const message = `There is no measure "${name}"; ${known(field.measures)}`
      flaws.push(flaw("UnknownMeasure", ["stages", stage, ...path], message))
    }
    for (const [index, awarding] of awards.entries()) {
      if (awarding._tag !== "AmountPerPlace") continue
      for (const [at, { category }] of awarding.categories.entries()) {
        if (field.categories?.includes(category) !== false) continue
        const path = ["stages", stage, "awards", index, "categories", at, "category"]
        flaws.push(flaw("UnknownCategory", path, `There is no category "${category}"; ${known(field.categories)}`))
      }
    }
    return flaws
  })

const known = (names: ReadonlyArray<string>): string =>
  names.length === 0 ? "there is none" : `there are: ${names.join(", ")}`

const measuresOf = (
  awarding: Awarding
): ReadonlyArray<{ readonly path: ReadonlyArray<string>; readonly name: string }> => [
  ...("measure" in awarding && awarding.measure !== undefined ? [{ path: ["measure"], name: awarding.measure }] : []),
  ...("among" in awarding && awarding.among?.measure !== undefined
    ? [{ path: ["among", "measure"], name: awarding.among.measure }]
    : [])
]
