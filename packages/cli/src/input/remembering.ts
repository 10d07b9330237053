/** What a text was read as, and the text that came after it the last time. */
interface Answer<A> {
  readonly text: string
  readonly answer: A
  next: Answer<A> | undefined
}

/**
 * Answers a text by reading it once: texts such as users and metrics repeat. Files mostly repeat them in the same order, day
 * by day, so that the next one is known before it is looked up.
 */
export const remembering = <A>(read: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, Answer<A>>()
  const answerOf = (text: string): Answer<A> => {
    const found = known.get(text)
    if (found !== undefined) return found
    const fresh = { text, answer: read(text), next: undefined }
    known.set(text, fresh)
    return fresh
  }
  let last: Answer<A> | undefined
  return (text) => {
    const expected = last?.next
    const found = expected !== undefined && expected.text === text ? expected : answerOf(text)
    if (last !== undefined) last.next = found
    last = found
    return found.answer
  }
}
