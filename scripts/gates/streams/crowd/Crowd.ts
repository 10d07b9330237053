import { type Folded, fold, type Said, type Shown, type Tier, type TierName, textOf } from "./folding.ts"
import { Stream } from "./Stream.ts"

/** Who follows which board, and where. */
export interface CrowdOptions {
  readonly ports: ReadonlyArray<number>
  readonly path: string
  /** Of a user each; so many streams are open for each. */
  readonly tokens: ReadonlyArray<string>
  readonly streamsEach: number
}

/** An event that was told, and when it came to how many: milliseconds of the clock, and a number, in turns. */
export interface Told {
  readonly server: number
  readonly tier: TierName
  readonly to: number
  readonly shown: ReadonlyArray<Shown>
  readonly came: ReadonlyArray<readonly [at: number, clients: number]>
}

/** What a crowd has seen since it was asked before. */
export interface Seen {
  readonly told: ReadonlyArray<Told>
  /** Events that came to anybody. */
  readonly events: number
  readonly bytes: number
  readonly gaps: number
  readonly duplicates: number
  readonly stepsBack: number
  readonly disconnects: number
  readonly refused: Readonly<Record<string, number>>
  readonly open: number
  /** The tiers as clients have them, each state once. */
  readonly states: ReadonlyArray<{ readonly clients: number; readonly rows: string }>
}

interface Known {
  readonly server: number
  readonly data: Said
  readonly came: Map<number, number>
  shown: ReadonlyArray<Shown>
}

interface Client {
  readonly number: number
  server: number
  stream: Stream | undefined
  lastEventId: string | undefined
  openedAt: number
  tiers: { top?: Tier; next?: Tier }
}

/** Who has come back is told what was missed: that is not counted as a delay. */
const resumesForMs = 1_000
/** So many different events are remembered. */
const mostKnown = 2_000
const retryMs = 300
/** So many are opened at the same time. */
const atOnce = 50

/**
 * Clients that follow a board and fold what they are told. What is the same for many is read and folded once: events by their text, and tiers by
 * what was had and what was told.
 */
export class Crowd {
  readonly #options: CrowdOptions
  #clients: Array<Client> = []
  #known = new Map<string, Known>()
  #folded = new WeakMap<Tier, Map<Known, Folded>>()
  #counts = nothing()
  #disconnectEvery = 0
  #eventsUntil = 0
  #isOver = false

  constructor(options: CrowdOptions) {
    this.#options = options
  }

  /** Opens so many streams more; done when each has the board. */
  async open(count: number): Promise<void> {
    const from = this.#clients.length
    const fresh = Array.from({ length: count }, (_, at): Client => {
      const number = from + at
      const server = number % this.#options.ports.length
      return { number, server, stream: undefined, lastEventId: undefined, openedAt: 0, tiers: {} }
    })
    this.#clients = [...this.#clients, ...fresh]
    for (let at = 0; at < fresh.length; at += atOnce) {
      const some = fresh.slice(at, at + atOnce)
      for (const client of some) this.#connect(client)
      await until(() => some.every(({ tiers: { top, next } }) => top !== undefined && next !== undefined))
    }
  }

  /** From now on somebody disconnects after so many events, now earlier and now later, and comes back at another server; 0 for nobody. */
  disconnectEvery(events: number): void {
    this.#disconnectEvery = events
    this.#eventsUntil = events
  }

  /** Asks for so many streams for one user; gives the statuses. */
  async ask(token: string, count: number): Promise<ReadonlyArray<number>> {
    const streams: Array<Stream> = []
    const statuses: Array<number> = []
    for (let at = 0; at < count; at++) {
      await new Promise<void>((resolve) => {
        const onStatus = (status: number): void => {
          statuses.push(status)
          resolve()
        }
        const { ports, path } = this.#options
        const lastEventId = undefined
        const stream = new Stream({
          port: ports[0] ?? 0,
          path,
          token,
          lastEventId,
          onStatus,
          onEvent: () => undefined,
          onEnd: resolve
        })
        streams.push(stream)
      })
    }
    for (const stream of streams) stream.destroy()
    return statuses
  }

  /** What was seen since this was asked before. */
  look(): Seen {
    const byText = new Map<string, number>()
    const texts = new Map<Tier | undefined, string>()
    const textFor = (tier: Tier | undefined): string => {
      const text = texts.get(tier) ?? textOf(tier?.rows ?? [])
      texts.set(tier, text)
      return text
    }
    const counted = new Map<Tier | undefined, Map<Tier | undefined, number>>()
    for (const { tiers } of this.#clients) {
      const ofTop = counted.get(tiers.top) ?? new Map<Tier | undefined, number>()
      counted.set(tiers.top, ofTop.set(tiers.next, (ofTop.get(tiers.next) ?? 0) + 1))
    }
    for (const [top, ofTop] of counted)
      for (const [next, clients] of ofTop) {
        const rows = `${textFor(top)}\n${textFor(next)}`
        byText.set(rows, (byText.get(rows) ?? 0) + clients)
      }
    const told = [...this.#known.values()].flatMap(
      ({ server, data, shown, came }): ReadonlyArray<Told> =>
        "to" in data && came.size > 0 ? [{ server, tier: data.tier, to: data.to, shown, came: [...came] }] : []
    )
    for (const known of this.#known.values()) known.came.clear()
    const counts = this.#counts
    this.#counts = nothing()
    return {
      ...counts,
      told,
      open: this.#clients.filter(({ stream }) => stream !== undefined).length,
      states: [...byText].map(([rows, clients]) => ({ rows, clients }))
    }
  }

  close(): void {
    this.#isOver = true
    for (const { stream } of this.#clients) stream?.destroy()
  }

  #connect(client: Client): void {
    if (this.#isOver) return
    const { ports, path, tokens, streamsEach } = this.#options
    client.openedAt = Date.now()
    const stream = new Stream({
      port: ports[client.server] ?? 0,
      path,
      token: tokens[Math.floor(client.number / streamsEach)] ?? "",
      lastEventId: client.lastEventId,
      onStatus: (status) => {
        if (status !== 200) this.#counts.refused[status] = (this.#counts.refused[status] ?? 0) + 1
      },
      onEvent: (text) => this.#hear(client, stream, text),
      onEnd: () => {
        if (client.stream !== stream) return
        client.stream = undefined
        setTimeout(() => this.#connect(client), retryMs)
      }
    })
    client.stream = stream
  }

  #hear(client: Client, stream: Stream, text: string): void {
    // What still comes over a connection that was given up is nobody's.
    if (client.stream !== stream) return
    const at = text.indexOf("event: ")
    if (at < 0) return
    const known = this.#knownOf(client.server, text.slice(at))
    if (known === undefined) return
    const now = Date.now()
    this.#counts.events += 1
    this.#counts.bytes += text.length
    const folded = this.#fold(client.tiers[known.data.tier], known)
    client.lastEventId = text.slice("id: ".length, at - 1)
    if (folded._tag === "Flaw") {
      this.#counts[folded.flaw === "gap" ? "gaps" : "duplicates"] += 1
      return
    }
    client.tiers[known.data.tier] = folded.tier
    if (folded.isBack) this.#counts.stepsBack += 1
    if (now - client.openedAt > resumesForMs) known.came.set(now, (known.came.get(now) ?? 0) + 1)
    if (this.#disconnectEvery > 0 && --this.#eventsUntil <= 0) this.#disconnect(client, stream)
  }

  #disconnect(client: Client, stream: Stream): void {
    this.#eventsUntil = Math.ceil(Math.random() * 2 * this.#disconnectEvery)
    client.stream = undefined
    client.server = (client.server + 1) % this.#options.ports.length
    this.#counts.disconnects += 1
    stream.destroy()
    setTimeout(() => this.#connect(client), Math.random() * retryMs)
  }

  #knownOf(server: number, text: string): Known | undefined {
    const key = `${server} ${text}`
    const found = this.#known.get(key)
    if (found !== undefined) return found
    const start = text.indexOf("data: ")
    if (!text.startsWith("event: snapshot") && !text.startsWith("event: difference")) return undefined
    const known: Known = { server, data: JSON.parse(text.slice(start + "data: ".length)), came: new Map(), shown: [] }
    this.#known.set(key, known)
    const [oldest] = this.#known.keys()
    if (this.#known.size > mostKnown && oldest !== undefined) this.#known.delete(oldest)
    return known
  }

  #fold(had: Tier | undefined, known: Known): Folded {
    if (had === undefined) return fold(had, known.data)
    const ofTier = this.#folded.get(had) ?? new Map<Known, Folded>()
    this.#folded.set(had, ofTier)
    const folded = ofTier.get(known) ?? fold(had, known.data)
    ofTier.set(known, folded)
    if (folded._tag === "Tier" && known.shown.length === 0) known.shown = folded.shown
    return folded
  }
}

const nothing = () => {
  const refused: Record<string, number> = {}
  return { events: 0, bytes: 0, gaps: 0, duplicates: 0, stepsBack: 0, disconnects: 0, refused }
}

const until = async (isSo: () => boolean): Promise<void> => {
  for (let tries = 0; !isSo(); tries++) {
    if (tries > 3_000) throw new Error("streams were not opened within a minute")
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
