import { once } from "node:events"
import { connect, type Socket } from "node:net"
import type { Answer, Asking } from "./ask.ts"

const headEnd = Buffer.from("\r\n\r\n")
const lastChunk = Buffer.from("0\r\n\r\n")

/** What is being asked over a connection. */
interface Pending {
  readonly from: number
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

/** An answer that has begun to come. */
interface Coming {
  readonly status: number
  readonly head: string
  readonly bodyFrom: number
  /** Unknown where it comes in chunks. */
  readonly length: number | undefined
}

const fieldOf = (head: string, name: string): string =>
  new RegExp(`\\r\\n${name}: *([^\\r]*)`, "i").exec(head)?.[1] ?? ""

/** One connection, over which one thing is asked at a time. */
class Wire {
  readonly #socket: Socket
  readonly #isFree: (wire: Wire) => void
  #pending: Pending | undefined
  #read: Buffer = Buffer.alloc(0)
  #coming: Coming | undefined

  constructor(port: number, host: string, isFree: (wire: Wire) => void, isOver: () => void) {
    this.#isFree = isFree
    this.#socket = connect(port, host).setNoDelay(true)
    this.#socket.on("data", (piece) => this.#take(piece))
    this.#socket.on("error", () => undefined)
    this.#socket.on("close", () => {
      this.#pending?.reject(new Error("the connection was closed"))
      this.#pending = undefined
      isOver()
    })
  }

  /** Is done when the connection is there. */
  async connected(): Promise<void> {
    if (this.#socket.connecting) await once(this.#socket, "connect")
  }

  send(text: string, pending: Pending): void {
    this.#pending = pending
    this.#socket.write(text)
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(piece: Buffer): void {
    this.#read = this.#read.length === 0 ? piece : Buffer.concat([this.#read, piece])
    this.#coming ??= this.#begun()
    if (this.#coming === undefined) return
    const { status, head, bodyFrom, length } = this.#coming
    const isWhole =
      length === undefined
        ? this.#read.subarray(bodyFrom).subarray(-lastChunk.length).equals(lastChunk)
        : this.#read.length >= bodyFrom + length
    if (!isWhole) return
    const text = this.#read.toString("utf8", bodyFrom)
    const pending = this.#pending
    this.#read = Buffer.alloc(0)
    this.#coming = undefined
    this.#pending = undefined
    pending?.resolve({ status, text, header: (name) => fieldOf(head, name), ms: performance.now() - pending.from })
    if (/\r\nconnection: *close/i.test(head)) this.close()
    else this.#isFree(this)
  }

  #begun(): Coming | undefined {
    const end = this.#read.indexOf(headEnd)
    if (end < 0) return undefined
    const head = this.#read.toString("latin1", 0, end)
    const status = Number(head.slice(9, 12))
    const isChunked = /\r\ntransfer-encoding: *chunked/i.test(head)
    return { status, head, bodyFrom: end + 4, length: isChunked ? undefined : Number(fieldOf(head, "content-length")) }
  }
}

/**
 * Asks a server over plain sockets, at a part of what a client of HTTP takes: for whoever asks more than a server can answer on the machine
 * that both of them are on. A connection that is free is used again, the last one first; no more than so many are open.
 */
export const wireAsker = (url: string, connections: number) => {
  const { hostname, port, host } = new URL(url)
  const free: Array<Wire> = []
  const all = new Set<Wire>()
  const waiting: Array<(wire: Wire) => void> = []
  const isFree = (wire: Wire): void => {
    const next = waiting.shift()
    if (next === undefined) free.push(wire)
    else next(wire)
  }
  const opened = (): Wire => {
    const wire: Wire = new Wire(Number(port), hostname, isFree, () => {
      all.delete(wire)
      const at = free.indexOf(wire)
      if (at >= 0) free.splice(at, 1)
      // Whoever waits for a connection that is no more has a new one.
      waiting.shift()?.(opened())
    })
    all.add(wire)
    return wire
  }
  const ask = ({ method, path, headers = {}, body }: Asking): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = body === undefined ? "" : JSON.stringify(body)
      const ofBody =
        body === undefined ? "" : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(sent)}\r\n`
      const fields = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      const text = `${method} ${path} HTTP/1.1\r\nhost: ${host}\r\n${fields.join("")}${ofBody}\r\n${sent}`
      const pending = { from: performance.now(), resolve, reject }
      const wire = free.pop() ?? (all.size < connections ? opened() : undefined)
      if (wire === undefined) waiting.push((freed) => freed.send(text, pending))
      else wire.send(text, pending)
    })
  /** Opens all connections that there may be. */
  const open = async (): Promise<void> => {
    while (all.size < connections) {
      const wire = opened()
      await wire.connected()
      free.unshift(wire)
    }
  }
  const close = (): void => {
    for (const wire of all) wire.close()
  }
  return { ask, open, close }
}
