/** Answers a text by reading it once: texts such as users and metrics repeat. */
export const remembering = <A>(read: (text: string) => A): ((text: string) => A) => {
  const known = new Map<string, A>()
  return (text) => {
    const answer = known.get(text)
    if (answer !== undefined) return answer
    const fresh = read(text)
    known.set(text, fresh)
    return fresh
  }
}
