import { JobId } from "@laurel/core/runtime"
import type { Instant } from "@laurel/core/shared"

const hex = (value: number | bigint, digits: number): string => value.toString(16).padStart(digits, "0")

/** Counts what one millisecond may give before the next is begun: the twelve bits that a version 7 has beside the time. */
const perMillisecond = 2 ** 12

/**
 * Ids in the order in which they are given: UUIDs of version 7, by the clock of the caller, which never goes back here. `random` gives 62
 * random bits, which tell processes apart.
 */
export class JobIds {
  readonly #random: () => bigint
  #millis = 0
  #count = 0

  constructor(random: () => bigint) {
    this.#random = random
  }

  next(now: Instant): JobId {
    if (now > this.#millis) {
      this.#millis = now
      this.#count = 0
    } else if (++this.#count === perMillisecond) {
      this.#millis += 1
      this.#count = 0
    }
    const time = hex(this.#millis, 12)
    const variant = hex(this.#random() | (1n << 63n), 16)
    return JobId.make(
      `${time.slice(0, 8)}-${time.slice(8)}-7${hex(this.#count, 3)}-${variant.slice(0, 4)}-${variant.slice(4)}`
    )
  }
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Whether the id can be one that this store gave. */
export const isOurs = (id: JobId): boolean => uuid.test(id)
