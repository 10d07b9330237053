import { Schema } from "effect"
import { operations } from "../src/api/operations.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { refusalsOf } from "../src/operation/openApi.ts"
import { Problem } from "../src/problem/Problem.ts"
import { codeOf, problems } from "../src/problem/problems.ts"

const all: ReadonlyArray<AnyOperation> = Object.values(operations)
const onlyWhatIsSaid = { onExcessProperty: "error" } as const
const isProblem = Schema.decodeUnknownResult(Problem, onlyWhatIsSaid)

const patternOf = ({ path }: AnyOperation): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`)
const patterns = new Map(all.map((operation) => [operation, patternOf(operation)]))

/** The operation that a request is of. */
export const operationOf = (method: string, path: string): AnyOperation | undefined =>
  all.find((operation) => operation.method === method && patterns.get(operation)?.test(path.split("?")[0] ?? ""))

/** What was answered in all tests, by operation and status or code. */
export const exercised = new Map<string, Set<string>>()

/** What is wrong with an answer, by what its operation says that it answers; nothing where it is as it says. */
export const wrongWith = (
  method: string,
  path: string,
  { status, type, json }: { readonly status: number; readonly type: string; readonly json: unknown }
): string | undefined => {
  const operation = operationOf(method, path)
  if (operation === undefined || status === 304) return undefined
  const seen = exercised.get(operation.id) ?? new Set<string>()
  exercised.set(operation.id, seen)
  if (status >= 400) {
    const read = isProblem(json)
    if (read._tag === "Failure") return `${operation.id} answers ${status} with what is no problem: ${read.failure}`
    const { code } = read.success
    seen.add(code)
    const tag = refusalsOf(operation).find((one) => codeOf(one) === code)
    if (tag === undefined) return `${operation.id} answers ${code}, which it does not say`
    return problems[tag].status === status ? undefined : `${operation.id} answers ${code} with ${status}`
  }
  seen.add(`${status}`)
  if (status === 204 || operation.contentType !== undefined) {
    return status === 204 || type.startsWith(operation.contentType ?? "")
      ? undefined
      : `${operation.id} answers ${type}`
  }
  const read = Schema.decodeUnknownResult(operation.success, onlyWhatIsSaid)(json)
  return read._tag === "Failure" ? `${operation.id} answers another thing than it says: ${read.failure}` : undefined
}
