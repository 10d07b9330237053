/** A function of an object that is asked for by several rules, and answered once for each object. */
export const once = <Key extends object, A>(of: (key: Key) => A): ((key: Key) => A) => {
  const known = new WeakMap<Key, { readonly answer: A }>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before.answer
    const answer = of(key)
    known.set(key, { answer })
    return answer
  }
}
