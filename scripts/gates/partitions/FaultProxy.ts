import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net"
import { randomFrom } from "../random.ts"

/**
 * What is wrong with the network; the words are those of toxiproxy.
 *
 * - `timeout`: nothing comes through any more, and nobody is told.
 * - `half_open`: the far end is gone, and nobody is told; whoever connects is not answered.
 * - `latency`: every piece is late, by 200 ms and up to 100 more or less.
 * - `slicer`: every byte comes by itself.
 * - `reset_peer`: connections are reset as soon as something is sent.
 * - `bandwidth`: 64 kB a second.
 * - `limit_data`: what is sent arrives, and its answer is cut off after some bytes.
 */
export const toxics = ["timeout", "half_open", "latency", "slicer", "reset_peer", "bandwidth", "limit_data"] as const
export type Toxic = (typeof toxics)[number]

const bytesPerSecond = 64_000
const longestPiece = 1_400
/** So many bytes of answers come through at most before they are cut off. */
const mostAnswered = 4_000

interface Pair {
  readonly near: Socket
  readonly far: Socket
  /** The toxic that took hold of the connection for good. */
  doom?: Toxic
  /** How many bytes of answers may still come. */
  answersLeft: number
}

/** A proxy that a test poisons: all that is sent between two programs goes through it. */
export class FaultProxy {
  readonly port: number
  readonly #server: Server
  readonly #pairs = new Set<Pair>()
  readonly #random = randomFrom(7)
  #toxic: Toxic | undefined

  private constructor(server: Server, port: number) {
    this.#server = server
    this.port = port
  }

  /** Opens a proxy to a port of this machine. */
  static async to(target: number): Promise<FaultProxy> {
    const server = createServer()
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const proxy = new FaultProxy(server, portOf(server.address()))
    server.on("connection", (near) => proxy.#join(near, target))
    return proxy
  }

  /** Poisons every connection, those that are open too. */
  poison(toxic: Toxic): void {
    this.#toxic = toxic
    for (const pair of this.#pairs) this.#doom(pair)
  }

  /** Lets everything through again; connections that the toxic broke stay broken. */
  heal(): void {
    this.#toxic = undefined
    for (const pair of this.#pairs) if (pair.doom === "timeout") this.#wake(pair)
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close")
    this.#server.close()
    for (const pair of this.#pairs) this.#end(pair)
    await closed
  }

  #join(near: Socket, target: number): void {
    const far = connect(target, "127.0.0.1")
    const pair: Pair = { near, far, answersLeft: 0 }
    this.#pairs.add(pair)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      socket.on("error", () => undefined)
    }
    this.#doom(pair)
    near.on("close", () => this.#over(pair, far))
    far.on("close", () => this.#over(pair, near))
    this.#carry(pair, near, far, false)
    this.#carry(pair, far, near, true)
  }

  /** What a toxic does to a connection at once. */
  #doom(pair: Pair): void {
    pair.answersLeft = Math.floor(this.#random() * mostAnswered)
    if (this.#toxic === "timeout" || this.#toxic === "half_open") pair.doom = this.#toxic
    if (this.#toxic === "half_open") pair.far.resetAndDestroy()
    if (pair.doom === "timeout") for (const socket of [pair.near, pair.far]) socket.pause()
  }

  #wake(pair: Pair): void {
    delete pair.doom
    for (const socket of [pair.near, pair.far]) socket.resume()
  }

  #over(pair: Pair, other: Socket): void {
    // Whoever is half open is not told that the far end is gone.
    if (pair.doom === "half_open" && other === pair.near && !pair.near.destroyed) return
    other.destroy()
    this.#pairs.delete(pair)
  }

  #end({ near, far }: Pair): void {
    near.destroy()
    far.destroy()
  }

  /** Carries bytes in their order, as the toxic of the moment lets them through. */
  #carry(pair: Pair, from: Socket, to: Socket, isAnswer: boolean): void {
    let sending: Promise<void> = Promise.resolve()
    from.on("data", (bytes: Buffer) => {
      from.pause()
      sending = sending
        .then(() => this.#send(pair, to, bytes, isAnswer))
        .then(() => void (pair.doom === "timeout" ? undefined : from.resume()))
    })
    from.on("end", () => {
      sending = sending.then(() => void to.end())
    })
  }

  async #send(pair: Pair, to: Socket, bytes: Buffer, isAnswer: boolean): Promise<void> {
    if (pair.doom === "half_open") return
    switch (this.#toxic) {
      case "reset_peer":
        pair.near.resetAndDestroy()
        pair.far.resetAndDestroy()
        return
      case "limit_data":
        if (!isAnswer) return write(to, bytes)
        await write(to, bytes.subarray(0, pair.answersLeft))
        pair.answersLeft -= bytes.length
        if (pair.answersLeft < 0) this.#end(pair)
        return
      case "latency":
        await millis(100 + this.#random() * 200)
        return write(to, bytes)
      case "slicer":
        for (let at = 0; at < bytes.length && this.#toxic === "slicer"; at++)
          await write(to, bytes.subarray(at, at + 1))
        return
      case "bandwidth":
        for (let at = 0; at < bytes.length; at += longestPiece) {
          const piece = bytes.subarray(at, at + longestPiece)
          await write(to, piece)
          await millis((piece.length * 1_000) / bytesPerSecond)
        }
        return
      default:
        return write(to, bytes)
    }
  }
}

const millis = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count))

const write = (to: Socket, bytes: Buffer): Promise<void> =>
  new Promise((resolve) => {
    if (to.destroyed || bytes.length === 0) resolve()
    else to.write(bytes, () => resolve())
  })

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the proxy has no port")
  return address.port
}
