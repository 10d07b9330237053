import type { ChallengeDefinition } from "@laurel/core/challenge"
import { formatAmount } from "@laurel/core/shared"
import type { SimulatedRun } from "@laurel/core/simulation"
import type { Io } from "../../io/Io.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { peopleLines, violationText } from "./counterexampleText.ts"

/** At most so many lines of the board. */
const shownLines = 20

/** One run again, for people: who took part, the board with prizes, and what was broken. */
export const printReplay = (run: SimulatedRun, { name, id, currency }: ChallengeDefinition, io: Io): string => {
  const style = styleOf(io, io.isTTY.out)
  const won = new Map<string, bigint>()
  for (const { participantId, minorUnits } of run.plan?.prizes.awards ?? []) {
    won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
  }
  const rows = (run.board?.overall.ranked ?? [])
    .slice(0, shownLines)
    .map(({ rank, standing: { participantId, status, score } }) => [
      `${rank}`,
      participantId,
      status === "Scored" ? `${score}` : status.toLowerCase(),
      won.has(participantId) && currency !== undefined ? formatAmount(won.get(participantId) ?? 0n, currency) : ""
    ])
  return [
    `${style.bold(name)} (${id}): seed ${run.seed}, ${run.ending?.toLowerCase() ?? "broken off"}`,
    `trace ${run.traceHash}`,
    ...peopleLines(run),
    ...(rows.length === 0
      ? []
      : [
          renderTable(
            [
              { head: "rank", align: "right" },
              { head: "participant" },
              { head: "score (units)", align: "right" },
              { head: "prize", align: "right" }
            ],
            rows,
            style
          ).trimEnd()
        ]),
    run.violation === undefined ? style.bold("Every promise was kept.") : violationText(run.violation, style),
    ""
  ].join("\n")
}
