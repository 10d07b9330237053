/** Where the value of a key is kept. */
interface Place<Key, Value> {
  readonly key: Key
  value: Value | undefined
  /** The place that was asked for after this one, the last time. */
  next: Place<Key, Value> | undefined
}

/**
 * Values by key, for keys that are asked for in the same order again and again: the people of a challenge, day by day. Such
 * a key is found beside the one before it; a hash table of a hundred thousand is a walk through memory. A key that was seen
 * stays, with or without a value.
 */
export class Places<Key extends string, Value> {
  readonly #places = new Map<Key, Place<Key, Value>>()
  #last: Place<Key, Value> | undefined

  get(key: Key): Value | undefined {
    return this.#find(key)?.value
  }

  set(key: Key, value: Value | undefined): void {
    const known = this.#find(key)
    if (known !== undefined) {
      known.value = value
      return
    }
    const place: Place<Key, Value> = { key, value, next: undefined }
    this.#places.set(key, place)
    this.#follow(place)
  }

  #find(key: Key): Place<Key, Value> | undefined {
    const expected = this.#last?.next
    if (expected !== undefined && expected.key === key) {
      this.#last = expected
      return expected
    }
    const place = this.#places.get(key)
    if (place !== undefined) this.#follow(place)
    return place
  }

  #follow(place: Place<Key, Value>): void {
    if (this.#last !== undefined) this.#last.next = place
    this.#last = place
  }
}
