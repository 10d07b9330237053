interface UnderWay<A> {
  readonly now: Promise<A>
  next: Promise<A> | undefined
}

/**
 * Reads what many ask for at the same time once for all of them: whoever comes while it is being read shares the next read, which begins after
 * they came. So nobody is given anything that was read before they asked, and nothing is kept.
 */
export const shareReads = <Key, A>(read: (key: Key) => Promise<A>): ((key: Key) => Promise<A>) => {
  const underWay = new Map<Key, UnderWay<A>>()
  const begin = (key: Key): Promise<A> => {
    const one: UnderWay<A> = { now: read(key), next: undefined }
    underWay.set(key, one)
    const end = (): void => {
      if (underWay.get(key) === one) underWay.delete(key)
    }
    one.now.then(end, end)
    return one.now
  }
  return (key) => {
    const one = underWay.get(key)
    if (one === undefined) return begin(key)
    const after = (): Promise<A> => begin(key)
    one.next ??= one.now.then(after, after)
    return one.next
  }
}
