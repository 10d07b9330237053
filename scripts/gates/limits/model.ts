import { type Budget, budgets } from "@laurel/http"
import type { Answer } from "../http/ask.ts"
import type { Case } from "./cases.ts"

/** Whether somebody was let in: neither refused nor told that nobody can say how much is left. */
export const isLetIn = ({ status }: Answer): boolean => status !== 429 && status !== 503

/** What is wrong with the answers to those who asked for the same at the same time, by what there should have been. */
export const flawsOf = (one: Case, answers: ReadonlyArray<Answer>): ReadonlyArray<string> => {
  const uncounted = answers.filter(({ status }) => status === 503).length
  const letIn = answers.filter(isLetIn)
  const refused = answers.filter(({ status }) => status === 429)
  const counted = letIn.length === one.quota ? [] : [`${letIn.length} were let in, not ${one.quota}`]
  const away = uncounted === 0 ? [] : [`${uncounted} could not be counted`]
  const odd = letIn
    .filter(({ status }) => !one.letIn.includes(status))
    .map(({ status }) => `one was answered ${status}`)
  // Who is refused for a credential is told nothing of budgets.
  const told = one.as === "guesser" ? [] : flawsOfFields(one, letIn)
  return [
    ...new Set([...counted, ...away, ...odd, ...told, ...refused.flatMap((answer) => flawsOfRefusal(one, answer))])
  ]
}

/** Those who are let in by a budget are told each number of what is left once, from one less than it holds down to nothing. */
const flawsOfFields = ({ budget, quota }: Case, letIn: ReadonlyArray<Answer>): ReadonlyArray<string> => {
  const { quota: holds, windowSeconds } = budgets[budget]
  const field = new RegExp(`"${budget}";r=(\\d+);t=(\\d+)`)
  const told = letIn.map(({ header }) => field.exec(header("ratelimit")) ?? [])
  const left = told.map(([, remaining = "-1"]) => Number(remaining)).sort((a, b) => b - a)
  const seconds = told.map(([, , until = "-1"]) => Number(until))
  const policy = `"${budget}";q=${holds};w=${windowSeconds}`
  return [
    ...(left.every((remaining, at) => remaining === holds - 1 - at) && left.length === quota
      ? []
      : [`what is left was told wrongly: ${left.slice(0, 5).join(", ")} … ${left.slice(-5).join(", ")}`]),
    ...(seconds.every((until) => until >= 1 && until <= windowSeconds) ? [] : ["when it ends was told wrongly"]),
    ...(letIn.every(({ header }) => header("ratelimit-policy").includes(policy))
      ? []
      : ["what there is was told wrongly"])
  ]
}

const flawsOfRefusal = ({ violated }: Case, { header, text }: Answer): ReadonlyArray<string> => {
  const named: ReadonlyArray<Budget> = JSON.parse(text)["violated-policies"] ?? []
  const longest = Math.max(...violated.map((budget) => budgets[budget].windowSeconds))
  const seconds = Number(header("retry-after"))
  return [
    ...(named.length > 0 && named.every((budget) => violated.includes(budget)) ? [] : [`refused by ${named}`]),
    ...(seconds >= 1 && seconds <= longest ? [] : [`to come again in "${header("retry-after")}" s`])
  ]
}
