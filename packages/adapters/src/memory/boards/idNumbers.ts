import { compareIds } from "@laurel/core/shared"

/** So many characters make a number below 97^8 < 2^53: one of 95 printable ASCII, 0 for the end of the id, 96 for all that come later. */
const units = 8
const radix = 97
const beforeAscii = 0x1f
const later = radix - 1

/** What ids beyond all that begin with the prefix are numbered, and below 0 those before them. */
const beyond = radix ** units

/**
 * A number for an id that never contradicts the order of ids: a smaller one means an earlier id, and for equal ones the ids themselves are
 * compared. It tells apart by the characters that follow the prefix, whatever that is.
 */
export const idNumber = (id: string, prefix: string): number => {
  if (!id.startsWith(prefix)) return compareIds(id, prefix) < 0 ? -1 : beyond
  let number = 0
  let isOver = false
  for (let at = prefix.length; at < prefix.length + units; at++) {
    const digit: number = isOver || at >= id.length ? 0 : Math.min(id.charCodeAt(at) - beforeAscii, later)
    // Two characters that both come later are alike, so that what follows them says nothing.
    isOver ||= digit === later
    number = number * radix + digit
  }
  return number
}

/** Ids that the prefix is taken from: enough that a few odd ones among many alike do not decide. */
const asked = 64

/** What most of the ids begin with: `participant-` says nothing about their order. */
export const commonPrefix = (ids: ReadonlyArray<string | undefined>): string => {
  const step = Math.max(1, Math.floor(ids.length / asked))
  const some: Array<string> = []
  for (let at = 0; at < ids.length; at += step) some.push(ids[at] ?? "")
  some.sort(compareIds)
  const [first = "", last = ""] = [some[some.length >> 2], some[(3 * some.length) >> 2]]
  let length = 0
  while (length < first.length && first.charCodeAt(length) === last.charCodeAt(length)) length++
  return first.slice(0, length)
}
