import { request as plain } from "node:http"
import { request as encrypted } from "node:https"
import { connect, isIP } from "node:net"
import { connect as connectEncrypted } from "node:tls"
import type { Place, SenderOptions } from "./SenderOptions.ts"

/** What is posted. */
export interface Posted {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** So much of an answer is taken, and thrown away: only its status counts. */
const mostBytes = 64 * 1_024

/** Headers of an answer may be as long. */
const maxHeaderSize = 16 * 1_024

/** Posts to a place that was looked at, over a connection of its own; gives the status. Redirections are an answer like any other. */
export const post = (
  url: URL,
  place: Place,
  { headers, body }: Posted,
  connected: NonNullable<SenderOptions["connect"]>,
  signal: AbortSignal
): Promise<number> =>
  new Promise((resolve, reject) => {
    const send = place.serverName === undefined ? plain : encrypted
    const sent = send(url, {
      method: "POST",
      headers: { ...headers, "content-length": `${Buffer.byteLength(body)}`, connection: "close" },
      createConnection: () => connected(place),
      maxHeaderSize,
      signal
    })
    let status: number | undefined
    // Once the status is there, whatever becomes of the rest does not matter.
    sent.on("error", (error) => (status === undefined ? reject(error) : resolve(status)))
    sent.on("response", (response) => {
      const answered = response.statusCode ?? 0
      status = answered
      let taken = 0
      const finish = (): void => {
        response.destroy()
        resolve(answered)
      }
      response.on("data", (part: Uint8Array) => {
        taken += part.length
        if (taken > mostBytes) finish()
      })
      response.on("end", finish)
      response.on("error", finish)
      response.on("close", finish)
    })
    sent.end(body)
  })

/** A connection to exactly this address. The certificate has to be for the name. */
export const connectTo = ({ address, port, serverName }: Place) =>
  serverName === undefined
    ? connect({ host: address, port })
    : connectEncrypted({ host: address, port, ...(isIP(serverName) === 0 ? { servername: serverName } : {}) })
