import type { asker } from "../http/ask.ts"

/** Who records what, and where. */
export interface RecorderOptions {
  readonly ask: ReturnType<typeof asker>["ask"]
  readonly challenge: string
  readonly participants: ReadonlyArray<string>
  /** Asked with in turns: each has a budget of its own. */
  readonly keys: ReadonlyArray<string>
  readonly perSecond: number
  /** So many activities are sent at once; 1 for one by one. */
  readonly batch: number
}

/** A score that somebody had from a moment on, as the answer said that came then. */
export interface Acknowledged {
  readonly score: number
  readonly at: number
}

const isWell = (status: number): boolean => status >= 200 && status < 300

/**
 * Records activities at a rate, whether or not the ones before are answered, and of nobody two at the same time, so that it is known who has
 * which score when.
 */
export class Recorder {
  readonly scores = new Map<string, Array<Acknowledged>>()
  readonly waits: Array<number> = []
  readonly refused = new Map<number, number>()
  readonly #options: RecorderOptions
  readonly #idle: Array<string>
  #late = 0
  #sent = 0
  #timer: NodeJS.Timeout | undefined
  #open = new Set<Promise<void>>()

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#idle = [...options.participants]
  }

  /** Activities that were not sent when they should have been, for too many were not answered. */
  get late(): number {
    return this.#late
  }

  begin(): void {
    const { perSecond, batch } = this.#options
    const began = performance.now()
    const due = (): number => ((performance.now() - began) / 1_000) * perSecond
    const from = this.#sent
    this.#timer = setInterval(() => {
      while (this.#sent - from + batch <= due()) this.#send()
    }, 5)
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    await Promise.all(this.#open)
  }

  #send(): void {
    const { batch } = this.#options
    this.#sent += batch
    const users = Array.from({ length: batch }, () => this.#takeIdle()).flatMap((user) => user ?? [])
    this.#late += batch - users.length
    if (users.length === 0) return
    const sending = this.#record(users).finally(() => {
      this.#idle.push(...users)
      this.#open.delete(sending)
    })
    this.#open.add(sending)
  }

  #takeIdle(): string | undefined {
    const at = Math.floor(Math.random() * this.#idle.length)
    const [user] = this.#idle.splice(at, 1)
    return user
  }

  async #record(users: ReadonlyArray<string>): Promise<void> {
    const { ask, challenge, keys, batch } = this.#options
    const rows = users.map((user, at) => ({
      user_id: user,
      metric: "steps",
      quantity: 1 + Math.floor(Math.random() * 1_000),
      at: new Date(Date.now() - 1_000).toISOString(),
      key: `${this.#sent}-${at}`
    }))
    const path = `/v1/challenges/${challenge}/activities${batch === 1 ? "" : ":batch"}`
    const key = keys[Math.floor(this.#sent / batch) % keys.length] ?? ""
    const headers = { authorization: `Bearer ${key}` }
    for (;;) {
      const body = batch === 1 ? rows[0] : { activities: rows }
      const { status, ms } = await ask({ method: "POST", path, headers, body })
      this.waits.push(ms)
      if (isWell(status)) break
      // The key of an activity makes it safe to send it again.
      this.refused.set(status, (this.refused.get(status) ?? 0) + 1)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const at = Date.now()
    for (const { user_id: user, quantity } of rows) {
      const known = this.scores.get(user) ?? []
      this.scores.set(user, known)
      known.push({ score: (known.at(-1)?.score ?? 0) + quantity, at })
    }
  }
}
