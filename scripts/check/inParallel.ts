import { availableParallelism } from "node:os"

/** Maps with as many calls in flight as there are processors; results come in the order of the input. */
export const inParallel = async <A, B>(
  list: ReadonlyArray<A>,
  work: (one: A) => Promise<B>
): Promise<ReadonlyArray<B>> => {
  const queue = list.map((one, index) => ({ one, index }))
  const done: Array<readonly [index: number, result: B]> = []
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      done.push([next.index, await work(next.one)])
  }
  await Promise.all(Array.from({ length: availableParallelism() }, worker))
  return done.toSorted(([a], [b]) => a - b).map(([, result]) => result)
}
