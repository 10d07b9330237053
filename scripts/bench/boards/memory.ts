import { type Field, fieldOf, type Shape, shapes } from "./field.ts"
import { laurel } from "./laurel.ts"
import { orderedMap } from "./orderedMap.ts"
import { plainArray } from "./plainArray.ts"
import { redisSortedSet } from "./redisSortedSet.ts"
import type { Subject } from "./Subject.ts"

/** What is measured, in calls a second; a batch counts its rows. */
const works = ["update", "updateMany", "rank", "rankMany", "top", "around"] as const
type Work = (typeof works)[number]

/** Calls of one measurement, done in batches of a thousand, and fewer where they take longer than this. */
const calls: Readonly<Record<Work, number>> = {
  update: 50_000,
  updateMany: 50_000,
  rank: 50_000,
  rankMany: 100_000,
  top: 3_000,
  around: 30_000
}
const batch = 1_000
const patienceMs = 200
/** The clock of the processor's time is a coarse one. */
const leastMs = 20

/** The first round only warms up; all subjects have their turn in each. */
const rounds = 3

/** Milliseconds of the processor that this thread had so far: a busy machine takes turns away, and they are not counted. */
const processorMs = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1_000
}

interface Measured {
  readonly subject: string
  readonly fillMs: number
  readonly bytesARow: number
  readonly perSecond: Readonly<Partial<Record<Work, number>>>
}

/** What one size and shape came to, by subject; Laurel's first. */
export interface Comparison {
  readonly size: number
  readonly shape: Shape
  readonly measured: ReadonlyArray<Measured>
}

const pieceOf = (subject: Subject, work: Work, { changes, some }: Field): (() => unknown) | undefined => {
  switch (work) {
    case "update":
    case "updateMany": {
      const rows = changes(batch)
      const act = subject[work]
      return act && (() => act(rows))
    }
    case "top":
      return subject.top && (() => subject.top?.(batch))
    default: {
      const ids = some(batch)
      const act = subject[work]
      return act && (() => act(ids))
    }
  }
}

const rate = (subject: Subject, work: Work, field: Field): number | undefined => {
  let [done, taken] = [0, 0]
  while (taken < leastMs || (done < calls[work] && taken < patienceMs)) {
    const piece = pieceOf(subject, work, field)
    if (piece === undefined) return undefined
    const started = processorMs()
    piece()
    taken += processorMs() - started
    done += batch
  }
  return (done * 1_000) / taken
}

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

/** The memory of a subject is what it holds beside the rows that it was given. */
const heldBytes = (): number => {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

const compare = async (size: number, shape: Shape): Promise<Comparison> => {
  const field = fieldOf(size, shape)
  const hasChain = shape.rule.tieBreaks.length > 0
  const subjects = [
    await laurel(shape),
    plainArray(shape),
    orderedMap(shape),
    // One number a member: it cannot tell the links of a chain apart.
    ...(hasChain ? [] : [redisSortedSet()])
  ]
  const filled: Array<{ readonly fillMs: number; readonly bytesARow: number }> = []
  for (const subject of subjects) {
    const before = heldBytes()
    const started = processorMs()
    await subject.fill(field.rows)
    const fillMs = processorMs() - started
    filled.push({ fillMs, bytesARow: (heldBytes() - before) / size })
  }
  const rates = subjects.map(() => new Map<Work, Array<number>>())
  for (const work of works)
    for (let round = 0; round <= rounds; round++)
      for (const [at, subject] of subjects.entries()) {
        const perSecond = rate(subject, work, field)
        const known = rates[at]?.get(work) ?? []
        if (perSecond !== undefined && round > 0) rates[at]?.set(work, [...known, perSecond])
      }
  return {
    size,
    shape,
    measured: subjects.map(({ name }, at) => ({
      subject: name,
      ...(filled[at] ?? { fillMs: Number.NaN, bytesARow: Number.NaN }),
      perSecond: Object.fromEntries([...(rates[at] ?? [])].map(([work, all]) => [work, median(all)]))
    }))
  }
}

const figure = (value: number | undefined, width: number): string =>
  (value === undefined ? "-" : Math.round(value).toLocaleString("en").replaceAll(",", " ")).padStart(width)

const printComparison = ({ size, shape, measured }: Comparison): void => {
  console.error(`\n${figure(size, 0)} participants, ${shape.name}; calls a second, a batch by its rows`)
  console.error(
    `${"".padEnd(22)}${["fill ms", "bytes", ...works].map((name) => name.padStart(12)).join("")}   (bytes a row)`
  )
  for (const { subject, fillMs, bytesARow, perSecond } of measured) {
    const cells = [fillMs, bytesARow, ...works.map((work) => perSecond[work])].map((value) => figure(value, 12))
    console.error(`${subject.padEnd(22)}${cells.join("")}`)
  }
}

/** What a prototype of sorted chunks did at a million, without tie-breaks and without a port, and beside `@js-sdsl/ordered-map`. */
const aims = { update: { perSecond: 470_000, beside: 1.68 }, rank: { perSecond: 1_400_000, beside: 3.5 } } as const
const mostGrowth = 3

const printAims = (comparisons: ReadonlyArray<Comparison>): void => {
  const own = ({ measured }: Comparison, work: Work): number => measured[0]?.perSecond[work] ?? Number.NaN
  const beside = ({ measured }: Comparison, work: Work): number =>
    measured.find(({ subject }) => subject.startsWith("@js-sdsl"))?.perSecond[work] ?? Number.NaN
  console.error("\nbeside what was aimed at")
  for (const { name } of shapes) {
    const ofShape = comparisons.filter(({ shape }) => shape.name === name)
    const [smallest, largest] = [ofShape[0], ofShape.at(-1)]
    if (smallest === undefined || largest === undefined) continue
    for (const work of ["update", "rank"] as const) {
      const { perSecond, beside: aim } = aims[work]
      const many = own(largest, `${work}Many`)
      console.error(
        `${name.padEnd(28)}${work.padEnd(8)}x ${(own(largest, work) / perSecond).toFixed(2)} of ${figure(perSecond, 0)}/s, in batches x ${(many / perSecond).toFixed(2)}; ` +
          `x ${(own(largest, work) / beside(largest, work)).toFixed(1)} of ordered-map (aim ${aim}); ` +
          `x ${(own(smallest, work) / own(largest, work)).toFixed(2)} the cost at ${figure(smallest.size, 0)} (aim ${mostGrowth})`
      )
    }
  }
}

/** The cost of one call in microseconds with a full chain, as `../plot.ts` reads it. */
const printTable = (comparisons: ReadonlyArray<Comparison>): void => {
  console.log("participants update rank array-update ordered-map-update ordered-map-rank")
  for (const { size, measured } of comparisons.filter(({ shape }) => shape.rule.tieBreaks.length > 0)) {
    const cost = (at: number, work: Work): string => (1e6 / (measured[at]?.perSecond[work] ?? Number.NaN)).toFixed(3)
    console.log(
      [size, cost(0, "update"), cost(0, "rank"), cost(1, "update"), cost(2, "update"), cost(2, "rank")].join(" ")
    )
  }
}

/** Boards in the process's memory, of each shape and size, beside what one would take instead. */
export const memoryBoards = async (sizes: ReadonlyArray<number>, asked: string): Promise<void> => {
  const comparisons: Array<Comparison> = []
  for (const size of sizes)
    for (const shape of shapes.filter(({ name }) => name.includes(asked))) {
      const comparison = await compare(size, shape)
      printComparison(comparison)
      comparisons.push(comparison)
    }
  printAims(comparisons)
  printTable(comparisons)
}
