import type { AnyOperation } from "../../operation/Operation.ts"
import { refusalsOf } from "../../operation/refusalsOf.ts"
import { type Code, codeOf, problems } from "../../problem/problems.ts"
import { meanings } from "./meanings.ts"

/** A kind of problem, for people. */
export interface Kind {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly when: string
  readonly todo: string
  /** What may be answered with it. */
  readonly operations: ReadonlyArray<AnyOperation>
}

/** All kinds of problems, by their codes. */
export const kindsOf = (operations: ReadonlyArray<AnyOperation>): ReadonlyMap<string, Kind> => {
  const refusing = new Map<Code, Array<AnyOperation>>()
  for (const operation of operations) {
    for (const tag of refusalsOf(operation)) refusing.set(tag, [...(refusing.get(tag) ?? []), operation])
  }
  const tags: ReadonlyArray<Code> = Object.keys(problems).filter(isTag)
  return new Map(
    tags.map((tag) => {
      const { when = "", todo = "" } = meanings[tag] ?? {}
      return [codeOf(tag), { code: codeOf(tag), ...problems[tag], when, todo, operations: refusing.get(tag) ?? [] }]
    })
  )
}

const isTag = (name: string): name is Code => name in problems
