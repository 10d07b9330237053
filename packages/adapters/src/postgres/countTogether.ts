import type { Take, Taken } from "@laurel/core/access"

/** What is taken from one budget by one, several times at once. */
export interface Counting extends Take {
  readonly times: number
}

/** Where a budget stands after that. */
export interface Counted {
  readonly budget: string
  readonly by: string
  readonly count: number
  readonly endsInMs: number
}

interface Waiting {
  readonly takes: ReadonlyArray<Take>
  readonly resolve: (taken: ReadonlyArray<Taken>) => void
  readonly reject: (cause: unknown) => void
}

/**
 * Counts what many take with one statement after the other: those who come while one is under way share the next. Each is given a count
 * of its own, in the order in which they came; where a statement fails all who share it fail.
 */
export const countTogether = (
  statement: (countings: ReadonlyArray<Counting>) => Promise<ReadonlyArray<Counted>>
): ((takes: ReadonlyArray<Take>) => Promise<ReadonlyArray<Taken>>) => {
  let waiting: ReadonlyArray<Waiting> = []
  let isUnderWay = false
  const carryOut = async (): Promise<void> => {
    isUnderWay = true
    while (waiting.length > 0) {
      const together = waiting
      waiting = []
      try {
        const countings = summed(together.flatMap(({ takes }) => takes))
        const next = shares(countings, await statement([...countings.values()]))
        for (const { takes, resolve } of together) resolve(takes.map(next))
      } catch (cause) {
        for (const { reject } of together) reject(cause)
      }
    }
    isUnderWay = false
  }
  return (takes) =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { takes, resolve, reject }]
      if (!isUnderWay) void carryOut()
    })
}

const nameOf = ({ budget, by }: Pick<Take, "budget" | "by">): string => `${budget}\n${by}`

/** In an order that is the same in all processes, so that no two wait for each other. */
const summed = (takes: ReadonlyArray<Take>): ReadonlyMap<string, Counting> => {
  const sums = new Map<string, Counting>()
  for (const take of takes) sums.set(nameOf(take), { ...take, times: (sums.get(nameOf(take))?.times ?? 0) + 1 })
  return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** Gives out the counts that were taken together, one after the other. */
const shares = (countings: ReadonlyMap<string, Counting>, counted: ReadonlyArray<Counted>): ((take: Take) => Taken) => {
  const places = new Map(
    counted.map((one) => [nameOf(one), { ...one, last: one.count - (countings.get(nameOf(one))?.times ?? 0) }])
  )
  return (take) => {
    const place = places.get(nameOf(take))
    if (place === undefined) throw new Error(`nothing was counted of the budget ${take.budget}`)
    place.last += 1
    return { count: place.last, endsInMs: Math.min(take.windowMs, Math.max(0, place.endsInMs)) }
  }
}
