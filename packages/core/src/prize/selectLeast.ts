/**
 * The `count` smallest of the items, in no particular order.
 *
 * **Details**: quickselect, linear on average, so that a million candidates need no sort. `compare` must be a total order.
 */
export const selectLeast = <A>(
  items: ReadonlyArray<A>,
  count: number,
  compare: (a: A, b: A) => number
): ReadonlyArray<A> => {
  if (count >= items.length) return items
  let candidates = items
  const least: Array<A> = []
  while (least.length < count) {
    const pivot = middleOf(candidates, compare)
    if (pivot === undefined) break
    const below: Array<A> = []
    const above: Array<A> = []
    for (const item of candidates) {
      const order = compare(item, pivot)
      if (order < 0) below.push(item)
      else if (order > 0) above.push(item)
    }
    const wanted = count - least.length
    if (below.length >= wanted) {
      if (below.length === wanted) return [...least, ...below]
      candidates = below
    } else {
      for (const item of below) least.push(item)
      least.push(pivot)
      candidates = above
    }
  }
  return least
}

/** The median of the first, middle and last item. */
const middleOf = <A>(items: ReadonlyArray<A>, compare: (a: A, b: A) => number): A | undefined => {
  const [first, middle, last] = [items[0], items[items.length >> 1], items[items.length - 1]]
  if (first === undefined || middle === undefined || last === undefined) return undefined
  return [first, middle, last].sort(compare)[1]
}
