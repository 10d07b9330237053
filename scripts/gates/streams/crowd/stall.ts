import { once } from "node:events"
import { connect, createServer, type Socket } from "node:net"

/** A client that asks for a stream and never reads. */
export interface StallOptions {
  readonly port: number
  readonly path: string
  readonly token: string
  /** How much of what the kernel takes is taken before the stream begins. */
  readonly share: number
}

const piece = Buffer.alloc(700)

/**
 * How much the kernel takes for a client of this machine that does not read, some megabytes: only what comes after that waits in the server. It
 * would take minutes until a stream has filled that.
 */
const absorbed = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  if (address === null || typeof address === "string") throw new Error("no free port")
  const client = connect(address.port, "127.0.0.1").pause()
  const [accepted]: ReadonlyArray<Socket> = await once(server, "connection")
  if (accepted === undefined) throw new Error("no connection")
  let bytes = 0
  while (accepted.writableLength === 0) {
    for (let some = 0; some < 100 && accepted.writableLength === 0; some++) {
      accepted.write(piece)
      bytes += piece.length
    }
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  client.destroy()
  accepted.destroy()
  server.close()
  return bytes
}

const fillerOf = (port: number): string => `GET /problems/quota-exceeded HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`

/** How long the answer to a filler is. */
const fillerBytes = async (port: number): Promise<number> => {
  const socket = connect(port, "127.0.0.1")
  socket.write(fillerOf(port))
  const [answer]: ReadonlyArray<Buffer> = await once(socket, "data")
  socket.destroy()
  return answer?.length ?? 1
}

/** Asks for short answers that fill almost all that the kernel takes, then for a stream, and reads none of it. */
export const stall = async ({ port, path, token, share }: StallOptions): Promise<Socket> => {
  const count = Math.floor(((await absorbed()) * share) / (await fillerBytes(port)))
  const socket = connect(port, "127.0.0.1").pause()
  socket.on("error", () => undefined)
  socket.write(fillerOf(port).repeat(count))
  socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n\r\n`)
  return socket
}
