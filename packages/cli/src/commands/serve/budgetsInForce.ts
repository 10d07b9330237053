import { type Budget, budgets, type Quota } from "@laurel/http"
import { originsOf } from "../../config/origins.ts"
import { readSettings, type SettingRead } from "../../config/readSettings.ts"
import type { Io } from "../../io/Io.ts"
import { Problem } from "../../io/Problem.ts"

/** A budget is counted for a day at most: what it is for is that nobody asks too much at a time. */
const longestSeconds = 86_400
const most = 1_000_000

const isBudget = (name: string): name is Budget => Object.hasOwn(budgets, name)
const names: ReadonlyArray<Budget> = Object.keys(budgets).filter(isBudget)

/** Every budget that is in force, and the place that it comes from. */
export interface BudgetInForce {
  readonly budget: Budget
  readonly quota: Quota
  readonly origin: string
}

/**
 * How often somebody may ask: what is set of it, `anonymous=300/900,entry=20/3600` being so many requests in so many seconds, and of what
 * is not set the default. What cannot be read is a problem (exit 78, or 64 for a flag).
 */
export const budgetsInForce = async (
  given: Readonly<Record<string, unknown>>,
  io: Io
): Promise<ReadonlyArray<BudgetInForce>> => {
  const { budgets: set } = readSettings(await originsOf(given, io))
  const own = new Map((set?.value ?? "").split(",").flatMap((part) => (part.trim() === "" ? [] : [read(part, set)])))
  return names.map((budget) => {
    const told = own.get(budget)
    return told === undefined
      ? { budget, quota: budgets[budget], origin: "default" }
      : { budget, quota: { ...budgets[budget], ...told }, origin: set?.origin.name ?? "default" }
  })
}

/** The same, as a server is told. */
export const quotasOf = (inForce: ReadonlyArray<BudgetInForce>): Readonly<Record<Budget, Quota>> => ({
  ...budgets,
  ...Object.fromEntries(inForce.map(({ budget, quota }) => [budget, quota]))
})

const read = (
  part: string,
  set: SettingRead | undefined
): readonly [Budget, Pick<Quota, "quota" | "windowSeconds">] => {
  const [, name = "", quota = "", seconds = ""] = /^\s*([\w-]+)=(\d+)\/(\d+)\s*$/.exec(part) ?? []
  const budget = names.find((one) => one === name)
  const [count, windowSeconds] = [Number(quota), Number(seconds)]
  if (budget !== undefined && count >= 1 && count <= most && windowSeconds >= 1 && windowSeconds <= longestSeconds)
    return [budget, { quota: count, windowSeconds }]
  const isFlag = set?.origin.name === "flag"
  throw new Problem({
    exit: isFlag ? "usage" : "config",
    code: "wrong-budget",
    title: `"${part.trim()}" is no budget of requests`,
    where: isFlag ? "--budgets" : (set?.origin.name ?? "budgets"),
    remedy: `write each as NAME=REQUESTS/SECONDS, separated by commas: anonymous=300/900; the names are ${names.join(", ")}, a budget is 1 to ${most} requests in 1 to ${longestSeconds} seconds`
  })
}
