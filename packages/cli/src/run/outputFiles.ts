import { toHledger } from "@laurel/core/ledger"
import { toCanonical } from "@laurel/core/settlement"
import { jsonText } from "../output/jsonText.ts"
import { awardsCsv } from "./awardsCsv.ts"
import { boardShape } from "./BoardRow.ts"
import { prizesOf } from "./prizesOf.ts"
import type { RunResult } from "./RunResult.ts"
import { reportOf } from "./report.ts"
import { standingsCsv } from "./standingsCsv.ts"

/** A file of a run and the pieces that it is made of. */
export interface OutputFile {
  readonly name: string
  readonly pieces: Iterable<string>
}

/** The files that show the result of a run: they follow from its inputs, byte for byte. */
export const outputFiles = (result: RunResult): ReadonlyArray<OutputFile> => {
  const {
    definition,
    board,
    settled: { plan, journal }
  } = result
  const prizeOf = prizesOf(plan)
  return [
    { name: "standings.csv", pieces: standingsCsv(boardShape(definition, "participants"), board.overall, prizeOf) },
    ...(board.teams === undefined
      ? []
      : [{ name: "teams.csv", pieces: standingsCsv(boardShape(definition, "teams"), board.teams, () => "") }]),
    ...(plan === undefined
      ? []
      : [
          { name: "awards.csv", pieces: awardsCsv(plan) },
          { name: "plan.json", pieces: [`${toCanonical(plan)}\n`] }
        ]),
    ...(definition.prizes === undefined ? [] : [{ name: "journal.hledger", pieces: toHledger(journal) }]),
    { name: "report.json", pieces: [jsonText(reportOf(result))] }
  ]
}
