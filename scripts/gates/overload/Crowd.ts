import type { asker } from "../http/ask.ts"
import { isShed } from "../http/isShed.ts"
import { type Named, OpenLoop, percentileOf } from "../http/OpenLoop.ts"

/** Those who ask, and what they may ask with. */
export interface CrowdOptions {
  readonly ask: ReturnType<typeof asker>["ask"]
  readonly keys: ReadonlyArray<string>
  readonly people: ReadonlyArray<string>
}

/** What came of a load. */
export interface Load {
  readonly offered: number
  /** Answered well, in a second. */
  readonly goodput: number
  /** Of those that were taken, by what they asked for. */
  readonly activities: number
  readonly reads: number
  readonly takenP99: number
  readonly refused: number
  readonly refusedP99: number
  /** What was neither answered nor refused as it should be, and how often. */
  readonly others: ReadonlyMap<string, number>
}

const board = "/v1/challenges/overload/leaderboard"
const refusal = "refused"

/** People who record activities, every other request, and look at boards. */
export class Crowd {
  readonly #options: CrowdOptions
  readonly #at = new Date(Date.now() - 60_000).toISOString()
  #number = 0

  constructor(options: CrowdOptions) {
    this.#options = options
  }

  /** How many are answered in a second when so many ask again as soon as they are answered. */
  async capacity(callers: number, ms: number): Promise<number> {
    let answered = 0
    const until = performance.now() + ms
    const asking = async (): Promise<void> => {
      while (performance.now() < until) if ((await this.#options.ask(this.#next())).status < 400) answered++
    }
    await Promise.all(Array.from({ length: callers }, asking))
    return (answered * 1_000) / ms
  }

  /** Asks at a rate for so long. */
  async press(perSecond: number, ms: number): Promise<Load> {
    const loop = new OpenLoop({
      ask: this.#options.ask,
      perSecond,
      next: () => this.#next(),
      nameOf: (name, answer) => (isShed(answer) ? refusal : name),
      isWell: (answer) => answer.status < 400 || isShed(answer)
    })
    loop.begin()
    await new Promise((resolve) => setTimeout(resolve, ms))
    const offered = loop.asked
    await loop.end()
    const waitsOf = (name: string) => loop.waits.get(name) ?? []
    const [activities, reads, refused] = [waitsOf("activity"), waitsOf("read"), waitsOf(refusal)]
    return {
      offered,
      goodput: ((activities.length + reads.length) * 1_000) / ms,
      activities: activities.length,
      reads: reads.length,
      takenP99: percentileOf([...activities, ...reads], 0.99),
      refused: refused.length,
      refusedP99: percentileOf(refused, 0.99),
      others: loop.refused
    }
  }

  #next(): Named {
    const number = this.#number++
    const { keys, people } = this.#options
    const headers = { authorization: `Bearer ${keys[number % keys.length] ?? ""}` }
    const who = people[(number * 7_919) % people.length] ?? ""
    if (number % 2 === 0) return { name: "read", method: "GET", path: `${board}/around/${who}`, headers }
    const body = { user_id: who, metric: "steps", quantity: 1 + (number % 997), at: this.#at, key: `${number}` }
    return { name: "activity", method: "POST", path: "/v1/challenges/overload/activities", headers, body }
  }
}
