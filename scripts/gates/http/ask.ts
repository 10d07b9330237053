import { Agent, request } from "node:http"

/** An answer as far as gates look at it. */
export interface Answer {
  readonly status: number
  readonly header: (name: string) => string
  readonly text: string
  readonly ms: number
}

/** How something is asked for. */
export interface Asking {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

/** Asks a server over connections that are kept, and no more of them than this. */
export const asker = (url: string, connections: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(url)
  const ask = ({ method, path, headers = {}, body }: Asking): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const from = performance.now()
      const sent = body === undefined ? undefined : JSON.stringify(body)
      const ofBody =
        sent === undefined ? {} : { "content-type": "application/json", "content-length": `${Buffer.byteLength(sent)}` }
      const asked = request({ agent, hostname, port, method, path, headers: { ...headers, ...ofBody } }, (answer) => {
        let text = ""
        answer.setEncoding("utf8").on("data", (piece: string) => {
          text += piece
        })
        answer.on("error", reject)
        answer.on("end", () => {
          const header = (name: string) => `${answer.headers[name] ?? ""}`
          resolve({ status: answer.statusCode ?? 0, header, text, ms: performance.now() - from })
        })
      })
      asked.on("error", reject).end(sent)
    })
  return { ask, close: () => agent.destroy() }
}
