import { type Budget, countedBy } from "@laurel/http"
import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import { budgetsInForce } from "./budgetsInForce.ts"

/** `laurel config limits`: the budgets of requests in force, and where each comes from. */
export const limitsCommand = async (given: Readonly<Record<string, unknown>>, io: Io): Promise<void> => {
  const inForce = await budgetsInForce(given, io)
  if (given.json === true) {
    const budgets = inForce.map(({ budget, quota: { quota, windowSeconds, isBucket = false }, origin }) => ({
      budget,
      requests: quota,
      seconds: windowSeconds,
      by: countedBy[budget],
      refill: isBucket ? "one-by-one" : "at-the-end",
      origin
    }))
    io.stdout.write(jsonText({ _v: 1, budgets }))
    return
  }
  const rows = inForce.map(
    ({ budget, quota: { quota, windowSeconds, isBucket = false }, origin }): Array<string> => [
      budget,
      `${quota}`,
      `${windowSeconds} s`,
      byWhom(budget),
      isBucket ? "one by one" : "at the end",
      origin
    ]
  )
  io.stdout.write(
    renderTable(
      [
        { head: "budget" },
        { head: "requests", align: "right" },
        { head: "in", align: "right" },
        { head: "counted by" },
        { head: "come back" },
        { head: "from" }
      ],
      rows,
      styleOf(io, io.isTTY.out)
    )
  )
}

const byWhom = (budget: Budget): string => countedBy[budget].join(" or ")
