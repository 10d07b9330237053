/** Names further away than this share of their length are no suggestion. */
const tolerance = 0.45

/** Levenshtein's distance: twelve lines, against a dependency of which the rest of this file would be left to write. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 0; i < a.length; i++) {
    const next = [i + 1]
    for (let j = 0; j < b.length; j++) {
      const substituted = (row[j] ?? 0) + (a[i] === b[j] ? 0 : 1)
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")

/** Whether one name is a part of the other, as `steps` is of `TotalSteps`. */
const contains = (whole: string, part: string): boolean => part.length >= 3 && whole.includes(part)

/**
 * The names nearest to what was written, best first, at most `count`; none when nothing is near. Case, blanks and
 * punctuation do not count.
 */
export const nearest = (written: string, names: Iterable<string>, count = 1): ReadonlyArray<string> => {
  const wanted = plain(written)
  const near: Array<{ readonly name: string; readonly far: number }> = []
  for (const name of names) {
    const candidate = plain(name)
    if (contains(candidate, wanted) || contains(wanted, candidate)) {
      near.push({ name, far: Math.abs(candidate.length - wanted.length) / 2 })
      continue
    }
    const limit = Math.floor(Math.max(wanted.length, candidate.length) * tolerance)
    if (Math.abs(wanted.length - candidate.length) > limit) continue
    const far = distance(wanted, candidate)
    if (far <= limit) near.push({ name, far })
  }
  return near
    .sort((a, b) => a.far - b.far || (a.name < b.name ? -1 : 1))
    .slice(0, count)
    .map(({ name }) => name)
}

/** `, did you mean "steps"?`, or nothing when no name is near. */
export const didYouMean = (written: string, names: Iterable<string>): string => {
  const [best] = nearest(written, names)
  return best === undefined ? "" : `, did you mean "${best}"?`
}
