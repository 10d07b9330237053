import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"
import { Effect } from "effect"

/** A proxy in front of a Postgres server that loses what it is told to lose. */
export interface Proxy {
  readonly url: string
  /** The next commit reaches the server, its answer nobody: the connection breaks instead. */
  readonly loseNextCommit: () => void
  /** How many commits were lost. */
  readonly lost: () => number
}

/** A simple query of the protocol: `Q`, a length, `commit` and a zero. */
const isCommit = (chunk: Buffer): boolean => /Qcommit\0/i.test(chunk.toString("latin1").replace(/Q[\s\S]{4}/, "Q"))

/** Starts a proxy in front of the server of this address. */
export const proxyTo = (address: string) =>
  Effect.acquireRelease(
    Effect.promise(async (): Promise<Proxy & { readonly close: () => void }> => {
      const target = new URL(address)
      const sockets = new Set<Socket>()
      let [isLosing, lost] = [false, 0]
      const server = createServer((client) => {
        const upstream = connect(Number(target.port), target.hostname)
        let isCut = false
        for (const socket of [client, upstream]) {
          sockets.add(socket)
          socket.on("error", () => undefined)
          socket.on("close", () => {
            sockets.delete(socket)
            client.destroy()
            upstream.destroy()
          })
        }
        client.on("data", (chunk: Buffer) => {
          if (isLosing && isCommit(chunk)) [isLosing, isCut, lost] = [false, true, lost + 1]
          upstream.write(chunk)
        })
        upstream.on("data", (chunk: Buffer) => {
          // The server has answered, so that the commit is done; nobody hears of it.
          if (isCut) client.destroy()
          else client.write(chunk)
        })
      }).listen(0, "127.0.0.1")
      await once(server, "listening")
      const own = server.address()
      if (own === null || typeof own === "string") throw new Error("the proxy has no port")
      const url = new URL(address)
      url.port = `${own.port}`
      return {
        url: url.href,
        loseNextCommit: () => {
          isLosing = true
        },
        lost: () => lost,
        close: () => {
          for (const socket of sockets) socket.destroy()
          server.close()
        }
      }
    }),
    (proxy) => Effect.sync(proxy.close)
  )
