import type { Answer, Asking, asker } from "./ask.ts"

/** A request, and under which name it is counted. */
export interface Named extends Asking {
  readonly name: string
}

/** What is asked, and how often. */
export interface OpenLoopOptions {
  readonly ask: ReturnType<typeof asker>["ask"]
  readonly perSecond: number
  readonly next: (number: number) => Named
  /** Whether an answer is what should come: where it is below 400 unless said otherwise. */
  readonly isWell?: (answer: Answer) => boolean
  /** Under which name an answer is counted: that of its request unless said otherwise. */
  readonly nameOf?: (name: string, answer: Answer) => string
}

const usualName = (name: string): string => name

const isUsual = ({ status }: Answer): boolean => status < 400

/**
 * Asks at a rate, whether or not the requests before are answered: whoever waited for answers would ask less often just when they take
 * longest. How long one took is counted from when it was due.
 */
export class OpenLoop {
  /** How long answers took, in milliseconds, by the names of the requests. */
  readonly waits = new Map<string, Array<number>>()
  /** What was answered otherwise, by name and status. */
  readonly refused = new Map<string, number>()
  readonly #options: OpenLoopOptions
  readonly #open = new Set<Promise<void>>()
  #timer: NodeJS.Timeout | undefined
  #asked = 0

  constructor(options: OpenLoopOptions) {
    this.#options = options
  }

  /** How often was asked. */
  get asked(): number {
    return this.#asked
  }

  begin(): void {
    const { perSecond } = this.#options
    const everyMs = 1_000 / perSecond
    const began = performance.now() - this.#asked * everyMs
    this.#timer = setInterval(() => {
      for (let due = began + this.#asked * everyMs; due <= performance.now(); due += everyMs) this.#send(due)
    }, 2)
  }

  /** Asks no more, and waits for what was asked. */
  async end(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#open)
  }

  /** Forgets what was seen so far. */
  lookAgain(): void {
    this.waits.clear()
    this.refused.clear()
  }

  #send(due: number): void {
    const { ask, next, isWell = isUsual, nameOf = usualName } = this.#options
    const request = next(this.#asked++)
    const { name } = request
    const asking = ask(request).then(
      (answer) => {
        const counted = nameOf(name, answer)
        const waits = this.waits.get(counted) ?? []
        this.waits.set(counted, waits)
        waits.push(performance.now() - due)
        if (!isWell(answer)) this.#count(`${name} ${answer.status}`)
      },
      (error: unknown) => this.#count(`${name} ${error instanceof Error ? error.message : error}`)
    )
    const done = asking.finally(() => this.#open.delete(done))
    this.#open.add(done)
  }

  #count(what: string): void {
    this.refused.set(what, (this.refused.get(what) ?? 0) + 1)
  }
}

/** What so many of a hundred were not above. */
export const percentileOf = (values: ReadonlyArray<number>, share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN
